import type { Context } from 'hono'
import { may, sessionOf } from '#accounts'
import { keepProposal, largestFile, proposalRows } from '#intake'
import { wordsFor } from '#kernel'
import { letterDraft } from '#letters'
import { filesAtMost, type Tx } from '#platform'
import { addBringReview } from './add-bring-review.ts'
import { addBringText } from './add-bring-text.ts'
import { readBringSaid } from './bring-frame.ts'
import { bringPage } from './bring-page.ts'
import { fileSize } from './file-size.ts'
import { findInCampaign, inCampaign, showingCampaign, type InCampaign } from './in-campaign.ts'
import type { Router } from './keep.ts'
import type { FormBrought } from './organize-means.ts'
import { doingPosted, organizerResponse, sendOn, tokenIn, type Organizing } from './organize-visit.ts'
import { refusePosted } from './posted.ts'
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
  app.post(patterns.bringIn, (c) => bringIn(c, organizing))
  addBringReview(app, organizing)
  addBringText(app, organizing)
}

const nothing: FormBrought = { fields: '', read: undefined, trouble: [] }

/** Reading may take seconds: it is done before, so that it never holds a database connection; and for nobody else. */
async function bringIn(c: Context, organizing: Organizing): Promise<Response> {
  const form = { type: c.req.header('content-type') ?? '', body: c.req.raw.body }
  const isShort = Number(c.req.header('content-length') ?? 0) <= filesAtMost
  const brought = !(await mayBring(c, organizing))
    ? nothing
    : isShort
      ? await organizing.accounts.bringForm(form)
      : undefined
  if (!brought) return refusePosted(organizing.means)
  const fields = new URLSearchParams(brought.fields)
  return await doingPosted(c, organizing, fields, (tx, visitor) =>
    inCampaign(c, organizing, { tx, visitor, act }, (at) =>
      keep(organizing, { ...at, tx }, { letter: fields.get('letter') ?? undefined, brought }),
    ),
  )
}

async function mayBring(c: Context, organizing: Organizing): Promise<boolean> {
  const { means, accounts } = organizing
  const params = c.req.param() as Readonly<Record<string, string>>
  return await means.database.read(async (tx) => {
    const visitor = await sessionOf(tx, accounts.vault, tokenIn(c, organizing), means)
    const at = visitor && (await findInCampaign(tx, visitor, params['campaign'] ?? ''))
    return at !== undefined && may(at.role, act)
  })
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

type Posted = { readonly letter: string | undefined; readonly brought: FormBrought }

/** Keeps what was read, all of it: where one file cannot be read, nothing is kept, and the page says which and why. */
async function keep(organizing: Organizing, at: At, { letter, brought }: Posted): Promise<Response> {
  const { tx, campaign, visitor } = at
  const { language } = visitor
  const again = (errors: readonly FieldError[]) => showBring(organizing, at, { letter, errors, said: undefined })
  if (brought.trouble.length > 0) return await again(troubleIn(brought, language))
  const { read } = brought
  if (!read) return await again([{ field: 'files', said: wordsFor(language).bring.errors.none }])
  const found =
    letter === undefined ? undefined : await letterDraft(tx, campaign.id, { slug: letter }, organizing.means)
  const wish = { campaign: campaign.id, by: visitor.organizer, letter: found?.letter.id, read }
  const id = await keepProposal(tx, wish, organizing.means)
  return sendOn(`${routes.reading(campaign.slug, id)}?said=read`)
}

const troubleIn = ({ trouble }: FormBrought, language: string): readonly FieldError[] => {
  const words = wordsFor(language).bring.errors
  return trouble.map((one) => ({
    field: 'files',
    said:
      one.why === 'unreadable'
        ? words.unreadable(one.name, one.sentence)
        : words.tooLarge(one.name, fileSize(largestFile, language)),
  }))
}
