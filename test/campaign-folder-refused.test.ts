import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hashText } from '../src/proof/index.ts'
import { filesOf, recordOf } from './kit/campaign-files.ts'
import { plainCampaign } from './kit/campaigns.ts'
import { hostileText } from './kit/hostile-text.ts'

const plain = (change: (files: Map<string, string>) => void): readonly string[] => {
  const files = new Map(filesOf(plainCampaign()))
  change(files)
  const read = recordOf(files)
  return Array.isArray(read) ? read : []
}
const letterYaml = 'letters/open-archive/letter.yaml'
const versionText = 'letters/open-archive/versions/halden-1.txt'
const replaced = (path: string, from: string, to: string) => (files: Map<string, string>) => {
  expect(files.get(path)).toContain(from)
  files.set(path, (files.get(path) ?? '').replace(from, to))
}

describe('a campaign folder that is not whole is refused with a sentence that names the file and the place:', () => {
  test('a text that is not the one that was signed', () => {
    expect(plain(replaced(versionText, 'archive', 'Archive'))).toEqual([
      expect.stringMatching(
        /^letters\/open-archive\/versions\/halden-1\.txt: The text is not the one that was fixed: its SHA-256 is [0-9a-f]{64}, and letter\.yaml says [0-9a-f]{64}\.$/,
      ),
    ])
  })

  test('a text that fits its hash and yet is no letter', () => {
    const text = 'Send money.\n'
    const said = plain((files) => {
      files.set(versionText, text)
      files.set(letterYaml, (files.get(letterYaml) ?? '').replace(/[0-9a-f]{64}/, hashText(text)))
    })
    expect(said).toEqual([`${versionText}: This is not a letter text (docs/formats/letter-text.md).`])
  })

  test.each([
    'campaign.yaml',
    'organizations.csv',
    letterYaml,
    'letters/open-archive/letter.md',
    'letters/open-archive/signatories.csv',
    versionText,
  ])('a missing %s', (path) => {
    expect(plain((files) => void files.delete(path))).toContain(`${path}: This file is missing.`)
  })

  test.each([
    [
      'a broken file',
      letterYaml,
      'title:',
      'title: [',
      /^letters\/open-archive\/letter\.yaml: Line \d+: this is not YAML \(.+\)\.$/,
    ],
    [
      'an unknown key',
      letterYaml,
      'state:',
      'colour: red\nstate:',
      'letters/open-archive/letter.yaml: No key is called “colour” here.',
    ],
    [
      'an unknown key deep inside',
      letterYaml,
      /(\s+)- number: 1/,
      '$1- pages: 2$1  number: 1',
      `${letterYaml}: editions, 1, versions, 1: No key is called “pages” here.`,
    ],
    [
      'an unknown recipient',
      letterYaml,
      'recipient: halden',
      'recipient: nobody',
      `${letterYaml}: In the edition “halden”: “nobody” is not a recipient of campaign.yaml.`,
    ],
    [
      'an unknown state',
      letterYaml,
      'state: published',
      'state: open',
      `${letterYaml}: state: The state must be draft, private, embargoed, published, closed.`,
    ],
    [
      'a state without its moment',
      letterYaml,
      'state: published',
      'state: closed',
      `${letterYaml}: “closed-at” belongs to the state closed, and to no other.`,
    ],
    [
      'a day that never was',
      letterYaml,
      'state: published',
      'state: closed\nclosed-at: 2026-02-30T10:00:00Z',
      `${letterYaml}: closed-at: “2026-02-30T10:00:00Z” is not a moment; write one like 2026-12-01T09:00:00Z.`,
    ],
    [
      'an unknown letter to follow',
      letterYaml,
      'state:',
      'follows: earlier\nstate:',
      `${letterYaml}: It follows “earlier”, but no letter is called so.`,
    ],
    [
      'a letter that follows itself',
      letterYaml,
      'state:',
      'follows: open-archive\nstate:',
      `${letterYaml}: It follows itself, directly or by way of others.`,
    ],
    [
      'a public letter without a fixed text',
      letterYaml,
      /versions:[^]*$/,
      'versions: []\n',
      `${letterYaml}: It is published, but the text of the edition “halden” is not fixed: it has no version.`,
    ],
    [
      'a version number left out',
      letterYaml,
      'number: 1',
      'number: 2',
      `${letterYaml}: The file of version 2 of the edition “halden” must be versions/halden-2.txt.`,
    ],
    [
      'a way out of the folder',
      letterYaml,
      'versions/halden-1.txt',
      '../../../etc/passwd',
      `${letterYaml}: The file of version 1 of the edition “halden” must be versions/halden-1.txt.`,
    ],
    [
      'an edition called as a page',
      letterYaml,
      /state: published([^]*)slug: halden([^]*)versions:[^]*$/,
      'state: draft$1slug: compare$2versions: []',
      `${letterYaml}: No edition may be called “compare”: pages use that word.`,
    ],
    [
      'a key of the third format in the second',
      letterYaml,
      'state:',
      'endorsements: [{ name: Ada Vale }]\nstate:',
      'campaign.yaml: format: The keys groups and endorsements are of “undersigned campaign folder 3”.',
    ],
    [
      'a heading that stands twice',
      letterYaml,
      'articles: kept',
      'articles: kept\n  groups: [Experts, Companies, Experts]',
      `${letterYaml}: list, groups: A heading stands here twice.`,
    ],
    [
      'a key of the second format in the first',
      'campaign.yaml',
      'folder 2',
      'folder 1',
      'campaign.yaml: format: The keys sign-on-until, notes and change are of “undersigned campaign folder 2”.',
    ],
    [
      'another format',
      'campaign.yaml',
      'folder 2',
      'folder 4',
      'campaign.yaml: format: The format must be “undersigned campaign folder 1” or “undersigned campaign folder 2” or “undersigned campaign folder 3”.',
    ],
    [
      'a slug with a path in it',
      'campaign.yaml',
      'slug: archive',
      'slug: ../archive',
      'campaign.yaml: “../archive” cannot be a slug; it may hold small letters and digits, joined by hyphens, at most 80.',
    ],
    ['a missing key', 'campaign.yaml', /^title:.*\n/m, '', 'campaign.yaml: title: This is missing.'],
    [
      'no time zone',
      'campaign.yaml',
      'Europe/Berlin',
      'Mars/North',
      'campaign.yaml: “Mars/North” is not a time zone; write one like Europe/Berlin.',
    ],
    [
      'an alias, with which a small file grows huge',
      'campaign.yaml',
      /title: .*/,
      'title: &a x\nlead-organization: *a',
      'campaign.yaml: Aliases (“*name”) cannot stand here; write the value out.',
    ],
    [
      'a bottomless file',
      'campaign.yaml',
      /title: .*/,
      `title: ${'['.repeat(50_000)}`,
      'campaign.yaml: This is nested too deeply.',
    ],
    [
      'a list line for no edition',
      'letters/open-archive/signatories.csv',
      ',halden',
      ',oke',
      'letters/open-archive/signatories.csv: “Harbor Legal Aid”: this letter has no edition “oke”.',
    ],
    [
      'two organizations of one name',
      'organizations.csv',
      /$/,
      'two,HARBOR legal-aid,,\n',
      'organizations.csv: Line 3: “HARBOR legal-aid” and “Harbor Legal Aid” are spellings of one name; make one an alias of the other.',
    ],
  ])('%s', (_what, path, from, to, sentence) => {
    const said = plain((files) => {
      const before = files.get(path) ?? ''
      files.set(path, before.replace(from, to))
      expect(files.get(path)).not.toBe(before)
    })
    expect(said.length).toBeGreaterThan(0)
    expect(said[0]).toEqual(sentence instanceof RegExp ? expect.stringMatching(sentence) : sentence)
  })

  test('a letter or a text that stands there unnamed', () => {
    expect(plain((files) => files.set('letters/second/letter.yaml', 'title: Second\n'))).toEqual([
      'letters/second/letter.yaml: The letter “second” is not among the letters of campaign.yaml.',
    ])
    expect(plain((files) => files.set('letters/open-archive/versions/halden-2.txt', 'x'))).toEqual([
      'letters/open-archive/versions/halden-2.txt: No version in letter.yaml has this text.',
    ])
  })

  test('any text in any file is read or refused, never a crash', () => {
    const files = filesOf(plainCampaign())
    fc.assert(
      fc.property(fc.constantFrom(...files.keys()), hostileText, fc.nat(), fc.nat(40), (path, noise, at, cut) => {
        const text = files.get(path) ?? ''
        const from = at % (text.length + 1)
        const read = recordOf(new Map([...files, [path, text.slice(0, from) + noise + text.slice(from + cut)]]))
        expect('campaign' in read || read.length > 0).toBe(true)
      }),
      { numRuns: 400 },
    )
  })
})
