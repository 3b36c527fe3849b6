import type { Context } from 'hono'
import { may, sessionOf } from '#accounts'
import { keepProposal, largestFile, proposalRows, readFile, readTogether, type FileRead } from '#intake'
import { wordsFor } from '#kernel'
import { letterDraft } from '#letters'
import type { Tx } from '#platform'
import { sha256 } from '#proof'
import { addBringReview } from './add-bring-review.ts'
import { addBringText } from './add-bring-text.ts'
import { readBringSaid } from './bring-frame.ts'
import { bringPage } from './bring-page.ts'
import { fileSize } from './file-size.ts'
import { doingCampaignWithFiles, findInCampaign, showingCampaign, type InCampaign } from './in-campaign.ts'
import type { Router } from './keep.ts'
import type { ReadFiles } from './organize-means.ts'
import { organizerResponse, sendOn, tokenIn, type Organizing } from './organize-visit.ts'
import { filesIn, readPostedForm, type PostedFile, type PostedForm } from './posted-files.ts'
import { patterns, routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'

type At = InCampaign & { readonly tx: Tx }

const act = 'write'

/** Where files of others are brought in, looked through, and accepted. */
export function addBring(app: Router, organizing: Organizing): void {
  app.get(
    patterns.bringIn,
    showingCampaign(
      organizing,
      (at, c) => showBring(organizing, at, { letter: c.req.query('letter'), errors: [], said: c.req.query('said') }),
      act,
    ),
  )
  app.post(patterns.bringIn, async (c) => {
    // Reading may take seconds: it is done before, so that it never holds a database connection.
    const files = await filesOf(c, organizing)
    const read = files && (await readAll(organizing, files))
    return await doingCampaignWithFiles(organizing, act, (at, posted) => keep(organizing, at, { posted, read }))(c)
  })
  addBringReview(app, organizing)
  addBringText(app, organizing)
}

/** What was posted, for whoever may bring something into this campaign; nothing is read for anybody else. */
async function filesOf(c: Context, organizing: Organizing): Promise<readonly PostedFile[] | undefined> {
  const { means, accounts } = organizing
  const params = c.req.param() as Readonly<Record<string, string>>
  const mayBring = await means.database.read(async (tx) => {
    const visitor = await sessionOf(tx, accounts.vault, tokenIn(c, organizing), means)
    const at = visitor && (await findInCampaign(tx, visitor, params['campaign'] ?? ''))
    return at !== undefined && may(at.role, act)
  })
  if (!mayBring) return undefined
  const posted = await readPostedForm(c)
  return posted && filesIn(posted, 'files')
}

type Reading = {
  readonly read: readonly FileRead[]
  /** For each file that could not be read, why. */
  readonly trouble: (language: string) => readonly FieldError[]
}

async function readAll({ accounts }: Organizing, files: readonly PostedFile[]): Promise<Reading> {
  const { readFiles = readHere } = accounts
  const fitting = files.filter(({ bytes }) => bytes.byteLength <= largestFile)
  const readings = await readFiles(fitting)
  const read = fitting.flatMap(({ name, bytes }, at): FileRead[] => {
    const reading = readings[at]
    return reading?.kind === 'letters' ? [{ name, hash: hashOf(bytes), reading }] : []
  })
  const trouble = (language: string) => {
    const words = wordsFor(language).bring.errors
    const sentences = files.flatMap((file): readonly string[] => {
      const { name } = file
      const reading = readings[fitting.indexOf(file)]
      if (!fitting.includes(file)) return [words.tooLarge(name, fileSize(largestFile, language))]
      if (!reading) return [words.slow(name)]
      return reading.kind === 'unreadable' ? [words.unreadable(name, reading.sentence)] : []
    })
    return sentences.map((said) => ({ field: 'files', said }))
  }
  return { read, trouble }
}

const hashOf = (bytes: Uint8Array): string => Buffer.from(sha256(bytes)).toString('hex')

/** In this process: for a server that was given no other. */
const readHere: ReadFiles = async (files) => {
  const readings = []
  for (const { name, bytes } of files) readings.push(await readFile(name, bytes))
  return readings
}

type Shown = {
  readonly letter: string | undefined
  readonly errors: readonly FieldError[]
  readonly said: string | undefined
}

async function showBring(organizing: Organizing, at: At, { letter, errors, said }: Shown): Promise<Response> {
  const { tx, campaign } = at
  const found =
    letter === undefined ? undefined : await letterDraft(tx, campaign.id, { slug: letter }, organizing.means)
  const waiting = await proposalRows(tx, campaign.id)
  const page = bringPage({ at, letter: found?.letter, waiting, errors, said: readBringSaid(said) })
  return organizerResponse(organizing, page, { status: errors.length > 0 ? 422 : 200 })
}

type Posted = { readonly posted: PostedForm; readonly read: Reading | undefined }

/** Keeps what was read, all of it: where one file cannot be read, nothing is kept, and the page says which and why. */
async function keep(organizing: Organizing, at: At, { posted, read }: Posted): Promise<Response> {
  const { tx, campaign, visitor } = at
  const { language } = visitor
  const letter = posted.fields.get('letter') ?? undefined
  const errors = read?.trouble(language) ?? []
  const again = (all: readonly FieldError[]) => showBring(organizing, at, { letter, errors: all, said: undefined })
  if (errors.length > 0) return await again(errors)
  if (!read || read.read.length === 0)
    return await again([{ field: 'files', said: wordsFor(language).bring.errors.none }])
  const found =
    letter === undefined ? undefined : await letterDraft(tx, campaign.id, { slug: letter }, organizing.means)
  const wish = { campaign: campaign.id, by: visitor.organizer, letter: found?.letter.id, read: readTogether(read.read) }
  const id = await keepProposal(tx, wish, organizing.means)
  return sendOn(`${routes.reading(campaign.slug, id)}?said=read`)
}
