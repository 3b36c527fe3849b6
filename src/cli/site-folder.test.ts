import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { orOccupied } from './folder-files.ts'
import { intoFolder } from './site-folder.ts'
import { rewritePage } from './site-page.ts'

test('a full disk is told in a sentence, and leaves nothing that looks like a copy', async () => {
  const home = mkdtempSync(join(tmpdir(), 'undersigned-site-'))
  onTestFinished(() => rmSync(home, { recursive: true }))
  const folder = join(home, 'archive')
  const copying = intoFolder(folder, async (fresh) => {
    await writeFile(join(fresh, 'index.html'), 'the front page')
    expect(existsSync(join(folder, 'index.html'))).toBe(false)
    throw Object.assign(new Error('no space left'), { code: 'ENOSPC', syscall: 'write' })
  })
  const told = `There is no room left on the disk of ${folder}.`
  expect(await orOccupied(folder, copying)).toEqual({ kind: 'occupied', sentence: told })
  expect(readdirSync(home)).toEqual([])
})

const wish = {
  linkTo: (href: string) => (href.endsWith('/sign') ? undefined : href),
  banner: '<p>copied</p>',
  insteadOf: { form: '<p>no form</p>', search: '<p>no search</p>' },
}

test('fields and links to forms are taken out of our pages, and of a page of others nothing but their use', () => {
  const page =
    '<html><head></head><body><p><a href="/x/sign">Sign</a></p><p class="signbar"><span>3</span><a href="/y/sign">Sign</a></p><form role="search"><input></form><form><button>Go</button></form><button>Dead</button><div data-live><button>Recount</button></div></body></html>'
  expect(rewritePage(page, { ...wish, policy: undefined })).toBe(
    '<html><head></head><body><p>copied</p><div><p>no search</p></div><div><p>no form</p></div><div data-live=""><button>Recount</button></div></body></html>',
  )
  const others = rewritePage('<body><form action="/buy"><p>Words</p><input></form></body>', {
    ...wish,
    policy: 'sandbox',
  })
  expect(others).toContain('<div><p>Words</p><input disabled=""></div>')
  expect(others).toContain("form-action 'none'")
})
