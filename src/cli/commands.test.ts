import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { approve, eventsOf, propose, setRule } from '#accounts'
import { draftContent, findLetter, letterDraft, publicCampaigns, saveSource } from '#letters'
import { systemMeans } from '#platform'
import { runCommand, type CommandMeans, type Serve } from '#cli'
import { noteAddress } from './address.ts'
import { joined } from '../../test/kit/accounts.ts'
import { meansOn } from '../../test/kit/command.ts'
import { testDatabase } from '../../test/kit/database.ts'
import { keysFile } from '../../test/kit/keys-file.ts'
import { plantTree } from '../../test/kit/tree.ts'

const database = await testDatabase()
const keys = keysFile()

/** The same with keys, for commands that open what is sealed. */
const keyed = (given: CommandMeans): CommandMeans => ({
  ...given,
  environment: { ...given.environment, SECRETS_FILE: keys },
})

const letter = `January 15, 2029

Imre Castellan
Chief Executive Officer
Verrolane, Inc.

Dear Mr. Castellan,

We write to ask that you stop selling scores about tenants. Nobody can correct what nobody may see.

We look forward to your written response to this letter.

Signed,

Harbor Tenants Union
Lantern Legal Aid
Meadow Street Neighbors
Quiet Nights Network
Riverbank Workers Alliance
`

const plant = () => plantTree({ 'letter.txt': letter, 'empty.txt': '' })
const plantLetter = () => join(plant(), 'letter.txt')
const plantFile = (name: string, text: string): string => join(plantTree({ [name]: text }), name)
const isPublic = async (slug: string): Promise<boolean> =>
  (await database.read((tx) => publicCampaigns(tx, new Date()))).some(({ campaign }) => campaign.slug === slug)

describe('undersigned import FILE', () => {
  test('--json prints the proposal as one line, says nothing else, and keeps nothing', async () => {
    const { means, said, printed } = meansOn(database)
    expect(await runCommand(['import', plantLetter(), '--json'], means)).toBe(0)
    expect(said).toEqual([])
    expect(printed.join('').split('\n')).toHaveLength(2)
    expect(JSON.parse(printed.join('')).letters[0].signatories).toHaveLength(5)
    expect(await isPublic('letter-to-verrolane')).toBe(false)
  })

  test('shows what it found and keeps it only when the person agrees', async () => {
    const file = plantLetter()
    const no = meansOn(database, ['n'])
    expect(await runCommand(['import', file], no.means)).toBe(0)
    expect(no.said.at(-1)).toBe('Nothing was kept.')
    const nobody = meansOn(database)
    expect(await runCommand(['import', file], nobody.means)).toBe(2)
    expect(nobody.said.slice(-2)).toEqual(['Nothing was kept.', 'Nobody is here to answer: use --yes to accept.'])
    expect(await isPublic('letter-to-verrolane')).toBe(false)
    // One list alone proves no name: what is in doubt is asked about apart.
    const half = meansOn(database, ['y', 'n'])
    expect(await runCommand(['import', file], half.means)).toBe(0)
    expect(half.said.at(-1)).toBe('Nothing was kept.')
    const yes = meansOn(database, ['y', 'y'])
    expect(await runCommand(['import', file], yes.means)).toBe(0)
    expect(yes.said.join('\n')).toContain('Harbor Tenants Union')
    expect(await isPublic('letter-to-verrolane')).toBe(true)
  })

  test('takes a page and its list as one case, whatever their names say, and refuses with the name of the file', async () => {
    const page = plantFile(
      'letter.dat',
      '<!doctype html><title>Lamps</title><p>March 3, 2029</p><p>Dear Ms. Achterberg,</p><p>We ask you to light every lamp on the quay, and to keep it lit.</p><p>Sincerely,</p>',
    )
    const list = plantFile(
      'names.txt',
      'organization,country\nHarbor Lights,Chile\nNight School,Peru\nOpen Court,Peru\n',
    )
    const { means, said } = meansOn(database)
    expect(await runCommand(['import', page, list, '--yes', '--title', 'One case'], means)).toBe(0)
    expect(said.join('\n')).toMatch(/Kept “.*”: 1 edition, 3 signatories\./)
    const other = plantFile('letter.pdf', '{\\rtf1 Lamps}')
    expect(await runCommand(['import', page, other, '--yes'], means)).toBe(2)
    expect(said.at(-1)?.startsWith(`${other}: `)).toBe(true)
  })

  test('where the public can reach the server, an import is a draft until somebody opens it', async () => {
    const { means, said } = meansOn(database)
    const open = { ...means, environment: { ...means.environment, PUBLIC_URL: 'https://letters.example' } }
    expect(await runCommand(['import', plantLetter(), '--yes', '--title', 'Kept back'], open)).toBe(0)
    expect(said.at(-1)).toContain('Kept as a draft')
    expect(await isPublic('kept-back')).toBe(false)
    expect(await runCommand(['state', 'kept-back/january-2029', 'published'], open)).toBe(0)
    expect(await isPublic('kept-back')).toBe(true)
    expect(await runCommand(['state', 'kept-back/january-2029', 'draft'], open)).toBe(0)
    expect(await isPublic('kept-back')).toBe(false)
  })

  test('names that the PDF prints with □ are named after the summary and whenever the text is fixed', async () => {
    const names = letter.replace(
      'Lantern Legal Aid',
      'Lantern Legal Aid\nĐường Phố Việt\nНочной дом\nᏣᎳᎩ ᎠᏰᎵ\nⵜⴰⵎⴰⵣⵉⵖⵜ',
    )
    const file = join(plantTree({ 'letter.txt': names }), 'letter.txt')
    const sentence =
      'The PDF cannot print these names yet; they stand on the pages, and in the PDF with □: ᏣᎳᎩ ᎠᏰᎵ; ⵜⴰⵎⴰⵣⵉⵖⵜ'
    const { means, said } = meansOn(database, ['n'])
    expect(await runCommand(['import', file], means)).toBe(0)
    expect(said.at(-2)).toBe(sentence)
    await runCommand(['import', file, '--yes', '--title', 'Many scripts'], means)
    expect(await runCommand(['freeze', 'many-scripts/january-2029'], keyed(means))).toBe(0)
    expect(said.at(-2)).toBe(sentence)
    const plain = meansOn(database, ['n'])
    await runCommand(['import', plantLetter()], plain.means)
    expect(plain.said.join('\n')).not.toContain('□')
  })

  test('what cannot be read is refused in a sentence with exit code 2', async () => {
    const folder = plant()
    for (const [name, part] of [
      ['nothing.txt', 'There is no file or folder'],
      ['empty.txt', 'This file is empty'],
    ] as const) {
      const { means, said } = meansOn(database)
      expect(await runCommand(['import', join(folder, name), '--yes'], means), name).toBe(2)
      expect(said.at(-1)).toContain(part)
    }
  })
})

test('beside a server that the public can reach, an import is a draft though the command was not told of PUBLIC_URL', async () => {
  const { means, said } = meansOn(database)
  const folder = plantTree({})
  await noteAddress(folder, { url: 'https://letters.example', isPublic: true })
  const beside = { ...means, environment: { ...means.environment, DATA_DIR: folder } }
  expect(await runCommand(['import', plantLetter(), '--yes', '--title', 'Beside'], beside)).toBe(0)
  expect(said.at(-1)).toBe('Kept as a draft. To make it public: undersigned state beside/january-2029 published')
  expect(await isPublic('beside')).toBe(false)
})

describe('undersigned state and freeze', () => {
  test('an embargo needs a moment with its zone, and one that is still to come', async () => {
    await runCommand(['import', plantLetter(), '--yes', '--title', 'Embargoed'], meansOn(database).means)
    const set = async (...words: readonly string[]) => {
      const { means, said } = meansOn(database)
      return [await runCommand(['state', 'embargoed/january-2029', ...words], means), said.at(-1)] as const
    }
    expect((await set('embargoed'))[0]).toBe(2)
    expect((await set('embargoed', '--until', '2099-02-30T09:00Z'))[0]).toBe(2)
    expect((await set('bogus'))[1]).toContain('“bogus” is no state')
    expect((await set('embargoed', '--until', '2099-01-01T09:00'))[0]).toBe(2)
    expect(await set('embargoed', '--until', '2001-01-01T09:00Z')).toEqual([2, 'That moment has passed already.'])
    expect((await set('embargoed', '--until', '2099-01-01T09:00Z'))[0]).toBe(0)
    expect(await isPublic('embargoed')).toBe(false)
  })

  test('freezing again says that nothing changed and names version and hash', async () => {
    const { means, said } = meansOn(database)
    expect(await runCommand(['freeze', 'embargoed/january-2029'], keyed(means))).toBe(0)
    expect(said[0]).toMatch(/^Edition to verrolane: unchanged since version 1, [0-9a-f]{64}$/)
    for (const place of ['embargoed/nothing', 'embargoed/january-2029/verrolane', 'embargoed', '/'])
      expect(await runCommand(['freeze', place], keyed(means)), place).toBe(2)
  })

  test('a text that replaces another is a change, or the correction it is called, and the trail says by whom', async () => {
    const found = await database.read((tx) => findLetter(tx, 'embargoed', 'january-2029'))
    if (!found) throw new Error('no letter')
    const at = { campaign: found.campaign.id, letter: found.letter.id, by: 'server' } as const
    const freezes = async (words: string, ...options: readonly string[]) => {
      await database.transaction(async (tx) => {
        const draft = await letterDraft(tx, at.campaign, at.letter, systemMeans())
        const save = { ...at, source: `${found.letter.source}\n${words}\n`, revision: draft?.revision ?? 0 }
        await saveSource(tx, save, systemMeans())
      })
      const { means, said } = meansOn(database)
      expect(await runCommand(['freeze', 'embargoed/january-2029', ...options], keyed(means))).toBe(0)
      return said.at(-1)
    }
    expect(await freezes('One more.')).toMatch(/version 2 fixed as a change, [0-9a-f]{64}$/)
    expect(await freezes('One more!', '--correction')).toMatch(/version 3 fixed as a correction, [0-9a-f]{64}$/)
    const [event] = await database.read((tx) => eventsOf(tx, { campaign: at.campaign, limit: 1 }))
    expect(event).toMatchObject({ act: 'freeze', organizer: undefined, after: { version: 3, change: 'correction' } })
  })

  test('where the campaign wants two people to fix a text, the command line fixes only what two agreed on', async () => {
    const found = await database.read((tx) => findLetter(tx, 'embargoed', 'january-2029'))
    if (!found) throw new Error('no letter')
    const at = { campaign: found.campaign.id, letter: found.letter.id }
    const accounts = systemMeans()
    const lead = { campaign: at.campaign, role: 'lead' } as const
    const { organizer: ola } = await joined(database, 'ola', accounts, lead)
    const { organizer: ben } = await joined(database, 'ben', accounts, lead)
    const rule = { by: 'server', campaign: at.campaign, act: 'freeze', needsTwo: true } as const
    await database.transaction((tx) => setRule(tx, rule, accounts))
    await database.transaction(async (tx) => {
      const draft = await letterDraft(tx, at.campaign, at.letter, accounts)
      const source = `${found.letter.source}\nTwo of us say so.\n`
      await saveSource(tx, { ...at, by: 'server', source, revision: draft?.revision ?? 0 }, accounts)
    })
    const freezes = async () => {
      const { means, said } = meansOn(database)
      return [await runCommand(['freeze', 'embargoed/january-2029'], keyed(means)), said.join(' ')] as const
    }
    const [code, said] = await freezes()
    expect(code).toBe(2)
    expect(said).toContain('Nothing was fixed: this campaign wants two people for it.')
    expect(said).toContain('undersigned rules embargoed --one freeze')
    await database.transaction(async (tx) => {
      const content = (await draftContent(tx, at.campaign, at.letter, 'change')) ?? ''
      const proposal = { campaign: at.campaign, act: 'freeze', subject: at.letter, content } as const
      await propose(tx, { ...proposal, by: ola }, accounts)
      await approve(tx, { ...proposal, by: ben }, accounts)
    })
    expect(await freezes()).toMatchObject([0, expect.stringMatching(/version 4 fixed as a change, [0-9a-f]{64}$/)])
  })
})

test('start serves where its data folder cannot be written, and a closed terminal stops it cleanly', async () => {
  const { means, said } = meansOn(database)
  let closed = false
  const serve: Serve = async () => {
    setTimeout(() => process.emit('SIGHUP'), 50)
    return { url: 'http://127.0.0.1:1', close: async () => void (closed = true) }
  }
  const environment = { ...means.environment, DATA_DIR: join(plantLetter(), 'below-a-file') }
  expect(await runCommand(['start'], { ...means, environment, serve })).toBe(0)
  expect(said).toEqual(['Undersigned is at http://127.0.0.1:1 (stop with Ctrl-C)', 'Stopping.'])
  expect(closed).toBe(true)
})

test('start prints the page where the first operator begins, as long as nobody has', async () => {
  const { means, said } = meansOn(database)
  const serve: Serve = async () => {
    setTimeout(() => process.emit('SIGHUP'), 50)
    return { url: 'http://127.0.0.1:1', firstPage: 'http://127.0.0.1:1/organize/link/x', close: async () => {} }
  }
  const environment = { ...means.environment, DATA_DIR: join(plantLetter(), 'below-a-file') }
  expect(await runCommand(['start'], { ...means, environment, serve })).toBe(0)
  expect(said[1]).toMatch(/becomes the operator:\nhttp:\/\/127\.0\.0\.1:1\/organize\/link\/x$/)
})

test('every command has help, and wrong usage ends with 2 and a sentence', async () => {
  for (const command of ['start', 'import', 'export', 'freeze', 'state', 'lint', 'organizers']) {
    const { means, printed, said } = meansOn(database)
    expect(await runCommand([command, '--help'], means), command).toBe(0)
    expect(printed.join('')).toContain(`Usage: undersigned ${command}`)
    expect(await runCommand([command, '--no-such-option'], means), command).toBe(2)
    expect(said.at(-1)?.length).toBeGreaterThan(10)
  }
  const { means } = meansOn(database)
  expect(await runCommand([], means)).toBe(2)
  for (const unknown of ['sing', 'constructor', '__proto__'])
    expect(await runCommand([unknown], means), unknown).toBe(2)
  expect(await runCommand(['--help'], means)).toBe(0)
})
