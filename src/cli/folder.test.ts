import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { importFolder as keepFolder } from '#intake'
import { systemMeans } from '#platform'
import { testDatabase } from '../../test/kit/database.ts'
import { keysFile } from '../../test/kit/keys-file.ts'
import { meansOn } from '../../test/kit/command.ts'
import { runProgram } from '../../test/kit/program.ts'
import { growTree, plantTree } from '../../test/kit/tree.ts'
import { plainCampaign } from '../../test/kit/campaigns.ts'
import { writeCampaignFiles } from '#letters'
import { writeListFiles } from '#organizations'
import { exportCampaign } from './export.ts'
import { freeze } from './freeze.ts'
import { isFolderFile, readFolder } from './folder-files.ts'
import { importFolder } from './import-folder.ts'
import { writeFolder } from './write-folder.ts'

const database = await testDatabase()
const keys = keysFile()
const commandMeans = () => meansOn(database)

function filesOf(slug: string): ReadonlyMap<string, string> {
  const { campaign, lists } = plainCampaign()
  return new Map([...writeCampaignFiles({ ...campaign, slug }, new Map()), ...writeListFiles(lists)])
}

const plant = (slug: string, more: Readonly<Record<string, string>> = {}): string =>
  plantTree({ ...Object.fromEntries(filesOf(slug)), ...more })

async function kept(slug: string): Promise<void> {
  await database.transaction((tx) => keepFolder(tx, filesOf(slug), systemMeans()))
}

const same = (): boolean => true
const letter = 'letters/open-archive'

describe('undersigned import FOLDER', () => {
  test('brings a campaign in, and the export of it is the same folder', async () => {
    const folder = plant('round', { 'README.md': 'ours', 'letters/NOTES.txt': 'ours' })
    const { means, said } = commandMeans()
    expect(await importFolder(folder, means)).toBe(0)
    expect(said.at(-1)).toBe('Kept “The archive”: 1 letter, 1 signatory.')
    const out = join(plantTree({}), 'out')
    expect(await exportCampaign.run(['round', out], means)).toBe(0)
    for (const path of ['campaign.yaml', 'organizations.csv', `${letter}/letter.md`, `${letter}/versions/halden-1.txt`])
      expect(readFileSync(join(out, path), 'utf8')).toBe(readFileSync(join(folder, path), 'utf8'))
    expect(await readFolder(out)).toMatchObject({ kind: 'read' })
    expect(await importFolder(out, means)).toBe(2)
    expect(said).toContain('There is a campaign “round” already; change "slug" in campaign.yaml to keep both.')
  })

  test('what its letters do not keep of their sources is said with file and line, and the folder is kept', async () => {
    const source = 'Keep it **open**.\n\n:::only{for="nobody"}\nPay \u009B2J back.\n:::\n'
    const { means, said } = commandMeans()
    expect(await importFolder(plant('losing', { [`${letter}/letter.md`]: source }), means)).toBe(0)
    expect(said).toEqual([
      `${letter}/letter.md, line 1: bold, italic or struck text stands as plain words: **open**`,
      `${letter}/letter.md, line 3: there is no recipient “nobody”; what is written for it alone is left out.`,
      `${letter}/letter.md, line 4: these words stand in no edition: Pay \uFFFD2J back.`,
      'Kept “The archive”: 1 letter, 1 signatory.',
    ])
    expect(
      await freeze.run(['losing/open-archive'], {
        ...means,
        environment: { ...means.environment, SECRETS_FILE: keys },
      }),
    ).toBe(0)
    expect(said.slice(4)).toEqual([
      'line 1: bold, italic or struck text stands as plain words: **open**',
      'line 3: there is no recipient “nobody”; what is written for it alone is left out.',
      'line 4: these words stand in no edition: Pay \uFFFD2J back.',
      expect.stringMatching(/^Edition to halden: version 2 fixed as a change, /),
    ])
  })

  test('says all that is wrong in sentences, keeps nothing and ends with 2', async () => {
    const folder = plant('wrong', { [`${letter}/versions/halden-1.txt`]: 'changed\n', 'organizations.csv': 'slug\n' })
    const { means, said } = commandMeans()
    expect(await importFolder(folder, means)).toBe(2)
    expect(said[0]).toContain(`${letter}/versions/halden-1.txt: The text is not the one that was fixed`)
    expect(said.at(-1)).toBe('Nothing was kept.')
    const out = join(plantTree({}), 'out')
    expect(await exportCampaign.run(['wrong', out], means)).toBe(2)
    expect(existsSync(out)).toBe(false)
  })

  test('a folder of something else is refused before the database is touched', async () => {
    const { means, said } = commandMeans()
    const nowhere = { ...means, environment: { DATABASE_URL: 'postgres://127.0.0.1:1/none' } }
    const folder = plantTree({ 'notes.txt': 'x' })
    expect(await importFolder(folder, nowhere)).toBe(2)
    expect(said[0]).toBe(
      `${folder} is not a campaign folder: it has no campaign.yaml (docs/formats/campaign-folder.md).`,
    )
  })

  test('control characters in a folder cannot steer the terminal', async () => {
    const { means, said } = commandMeans()
    const folder = plant('terminal', { 'campaign.yaml': 'format: "\\e[2J"\n"\\u202E\\e[31m": red\n' })
    expect(await importFolder(folder, means)).toBe(2)
    expect(said.join('')).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u)
  })
})

describe('reading a folder', () => {
  test('links are not followed, wherever they stand', async () => {
    for (const path of ['campaign.yaml', letter, 'letters', `${letter}/versions`, `${letter}/letter.md`]) {
      const folder = plant('linked')
      const elsewhere = join(plantTree({}), 'elsewhere')
      renameSync(join(folder, path), elsewhere)
      symlinkSync(elsewhere, join(folder, path))
      expect(await readFolder(folder)).toEqual({
        kind: 'unreadable',
        problems: [expect.stringContaining(`${path}: This must be a `)],
      })
    }
  })

  test('a pipe is not waited for', async () => {
    const folder = plant('pipe')
    rmSync(join(folder, 'campaign.yaml'))
    expect(await runProgram('mkfifo', [join(folder, 'campaign.yaml')])).toMatchObject({ code: 0 })
    expect(await readFolder(folder)).toMatchObject({ kind: 'unreadable' })
  })

  test('a file too large or not of UTF-8 is named', async () => {
    const folder = plant('large')
    truncateSync(join(folder, 'organizations.csv'), 65 * 1024 * 1024)
    writeFileSync(join(folder, letter, 'letter.md'), new Uint8Array([0x66, 0xfc, 0x72]))
    expect(await readFolder(folder)).toEqual({
      kind: 'unreadable',
      problems: [
        'organizations.csv: This is not a file of at most 64 MB.',
        `${letter}/letter.md: This file is not UTF-8 text.`,
      ],
    })
  })

  test('only paths of the format are ever read or written', () => {
    const wrong = [
      '../campaign.yaml',
      '/campaign.yaml',
      'letters/../campaign.yaml',
      'letters/./letter.md',
      'letters/A/letter.md',
      'letters/a/b/letter.md',
      'letters/a/versions/../x-1.txt',
      'letters/a/versions/x.txt',
      'letters/a/versions/x-0.txt',
      'letters//letter.md',
      'letters/a\\b/letter.md',
      '.git/config',
    ]
    expect(wrong.filter(isFolderFile)).toEqual([])
    expect([...filesOf('right').keys()].every(isFolderFile)).toBe(true)
  })
})

describe('undersigned export CAMPAIGN FOLDER', () => {
  test('a folder that holds something else is left as it is', async () => {
    await kept('guest')
    const { means, said } = commandMeans()
    for (const files of [{ 'notes.txt': 'mine' }, Object.fromEntries(filesOf('another'))]) {
      const folder = plantTree(files)
      expect(await exportCampaign.run(['guest', folder], means)).toBe(2)
      expect(said.at(-1)).toBe(`${folder} is not empty, and not an earlier export of this campaign.`)
      expect(existsSync(join(folder, '.gitattributes'))).toBe(false)
    }
    const file = join(plantTree({ file: 'mine' }), 'file')
    expect(await exportCampaign.run(['guest', file], means)).toBe(2)
    expect(said.at(-1)).toBe(`${file} is not a folder.`)
    expect(readFileSync(file, 'utf8')).toBe('mine')
  })

  test('an earlier export is brought up to date: what is gone is removed, what is not ours stays', async () => {
    await kept('again')
    const { means } = commandMeans()
    const folder = plant('again', {
      'README.md': 'ours',
      '.gitattributes': 'ours',
      'letters/dropped/letter.yaml': 'x',
      'letters/dropped/versions/halden-1.txt': 'x',
      [`${letter}/letter.md`]: 'edited',
    })
    expect(await exportCampaign.run(['again', folder], means)).toBe(0)
    expect(existsSync(join(folder, 'letters/dropped'))).toBe(false)
    expect(readFileSync(join(folder, letter, 'letter.md'), 'utf8')).toBe('Keep the archive open.\n')
    for (const path of ['README.md', '.gitattributes']) expect(readFileSync(join(folder, path), 'utf8')).toBe('ours')
  })

  test('an export that ends half-way has no campaign.yaml, and a second one completes it', async () => {
    const files = filesOf('killed')
    const folder = plant('killed')
    // What stands where a folder must be made ends the export in the middle.
    const broken = new Map([...files, [`letters/second/letter.md`, 'x']])
    growTree(folder, { 'letters/second': 'a file in the way' })
    await expect(writeFolder(folder, broken, same)).rejects.toThrow(/EEXIST|ENOTDIR/)
    expect(existsSync(join(folder, 'campaign.yaml'))).toBe(false)
    const { means } = commandMeans()
    await kept('killed')
    expect(await exportCampaign.run(['killed', folder], means)).toBe(0)
    expect(readFileSync(join(folder, 'campaign.yaml'), 'utf8')).toBe(files.get('campaign.yaml'))
    expect(existsSync(join(folder, 'campaign.yaml.unfinished'))).toBe(false)
  })

  test('a link in the folder cannot lead the export out of it', async () => {
    const outside = plantTree({ kept: 'mine' })
    const folder = plant('led')
    rmSync(join(folder, 'letters'), { recursive: true })
    symlinkSync(outside, join(folder, 'letters'))
    expect(await writeFolder(folder, filesOf('led'), same)).toMatchObject({ kind: 'occupied' })
    const other = plantTree({})
    mkdirSync(join(other, '.git'))
    symlinkSync(join(outside, 'kept'), join(other, 'campaign.yaml.unfinished'))
    expect(await writeFolder(other, filesOf('led'), same)).toEqual({ kind: 'written' })
    expect(readFileSync(join(outside, 'kept'), 'utf8')).toBe('mine')
    await expect(writeFolder(other, new Map([['../out.txt', 'x']]), same)).rejects.toMatchObject({ code: 'internal' })
  })

  test('an unknown campaign is said to be unknown', async () => {
    const { means, said } = commandMeans()
    const folder = join(plantTree({}), 'out')
    expect(await exportCampaign.run(['nobody', folder], means)).toBe(2)
    expect(said).toEqual(['There is no campaign “nobody”.'])
  })
})
