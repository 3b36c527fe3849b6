import type { Context } from 'hono'
import { wordsFor } from '#kernel'
import { campaignById, frozenTexts, gatheringLetter } from '#letters'
import type { PostedForm, Tx, Vault } from '#platform'
import {
  answerByLink,
  commentOn,
  countersign,
  longestAnswer,
  longestComment,
  readRecipientToken,
  recipientDesk,
  recipientToken,
  recordOf,
  type RecipientDesk,
} from '#responses'
import { answerLetterPage } from './answer-letter-page.ts'
import { nothingToAnswer, readAnswerSaid, type AnswerSaid } from './answer-parts.ts'
import { commentPage, publishedPage } from './answer-record-page.ts'
import { longestLine, longestNote } from './board-typed.ts'
import { sheetHeaders } from './headers.ts'
import { refuse, type Router, type WebMeans } from './keep.ts'
import { personalResponse, seeOther, type PersonalPage } from './personal-page.ts'
import { countOf } from './phrases.ts'
import { readPosted, refusePosted, saving } from './posted.ts'
import { filesIn, readPostedForm } from './posted-files.ts'
import { patterns, routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'
import { organizerSheet } from './styles-organize.ts'
import { typedIn } from './write-fields.ts'

/** What every page for a recipient is made with. */
type Answering = { readonly means: WebMeans; readonly vault: Vault }

/** What was typed and refused, or came of the last act. */
type Shown = {
  readonly said?: AnswerSaid | undefined
  readonly fields?: URLSearchParams
  readonly errors?: readonly FieldError[]
}

/** A recipient's own pages: its letter with a form to answer it, a judgment to comment on, what is published to sign. */
export function addAnswer(app: Router, means: WebMeans): void {
  const vault = means.accounts?.vault
  if (!vault) return
  const answering = { means, vault }
  app.get(patterns.answer, (c) =>
    means.database.read((tx) => show(answering, tx, tokenIn(c), { said: readAnswerSaid(c.req.query('said')) })),
  )
  for (const pattern of [patterns.commentByLink, patterns.countersign])
    app.get(pattern, (c) => seeOther(routes.answer(tokenIn(c))))
  app.post(patterns.answer, async (c) => {
    // Megabytes are read only for whoever holds a link of ours.
    if (!readRecipientToken(vault, tokenIn(c))) return nothing(answering)
    const form = await readPostedForm(c)
    if (!form) return refusePosted(means)
    return await doing(answering, c, form.fields, (tx) => answer(answering, tx, tokenIn(c), form))
  })
  const posting = (pattern: string, work: typeof comment) =>
    app.post(pattern, async (c) => {
      const posted = await readPosted(c)
      if (!posted) return refusePosted(means)
      return await doing(answering, c, posted, (tx) => work(answering, tx, tokenIn(c), posted))
    })
  posting(patterns.commentByLink, comment)
  posting(patterns.countersign, sign)
}

const tokenIn = (c: Context): string => c.req.param('token') ?? ''

function doing(
  { means }: Answering,
  c: Context,
  posted: URLSearchParams,
  work: (tx: Tx) => Promise<Response>,
): Promise<Response> {
  const shown = ['author', 'text', 'comment', 'name', 'note'].flatMap((field) => posted.getAll(field))
  const again = () => ({ action: new URL(c.req.url).pathname, language: 'en', pairs: [...posted], shown })
  return saving(means, again, () => means.database.transaction(work))
}

function send({ means }: Answering, page: PersonalPage, status = 200): Response {
  const whole = { ...page, sheet: routes.organizerSheet(organizerSheet.name) }
  return personalResponse(whole, means.site, { status, headers: sheetHeaders })
}

// A dead link names no campaign, and so no language but that of the whole site.
const nothing = (answering: Answering): Response => send(answering, nothingToAnswer('en'), 404)

/** The language in which whoever holds a link is told what is wrong: that of the campaign that wrote to it. */
async function languageOf({ vault }: Answering, tx: Tx, token: string): Promise<string> {
  const linked = readRecipientToken(vault, token)
  const campaign = linked && (await campaignById(tx, linked.campaign))
  return campaign?.language ?? 'en'
}

const backTo = (token: string, said: AnswerSaid): Response => seeOther(`${routes.answer(token)}?said=${said}`)

/** The page behind a link, also with what was typed wrong. */
async function show(answering: Answering, tx: Tx, token: string, shown: Shown): Promise<Response> {
  const { means, vault } = answering
  const linked = readRecipientToken(vault, token)
  const desk: RecipientDesk = linked ? await recipientDesk(tx, vault, token, means) : { kind: 'gone' }
  const campaign = linked && desk.kind !== 'gone' ? await campaignById(tx, linked.campaign) : undefined
  if (!campaign || desk.kind === 'gone') return nothing(answering)
  const { errors = [], fields = new URLSearchParams(), said } = shown
  const about = { token, language: campaign.language, errors, said }
  const status = errors.length > 0 ? 422 : 200
  const typed = (field: string) => typedIn(fields, field)
  const signed = { name: typed('name'), note: typed('note') }
  switch (desk.kind) {
    case 'to-comment':
      return send(answering, commentPage({ ...about, work: desk.assessment, typed: typed('comment') }), status)
    case 'published-reply': {
      const published = { kind: 'reply', reply: desk.reply } as const
      return send(answering, publishedPage({ ...about, about: published, typed: signed }), status)
    }
    case 'published-assessment': {
      const published = { kind: 'assessment', assessment: desk.assessment } as const
      return send(answering, publishedPage({ ...about, about: published, typed: signed }), status)
    }
    case 'delivered': {
      const page = await letterPage(answering, tx, desk, { ...about, fields })
      return page ? send(answering, page, status) : nothing(answering)
    }
    default:
      return desk satisfies never
  }
}

async function letterPage(
  { means, vault }: Answering,
  tx: Tx,
  desk: Extract<RecipientDesk, { readonly kind: 'delivered' }>,
  {
    fields,
    ...about
  }: {
    readonly token: string
    readonly errors: readonly FieldError[]
    readonly said: AnswerSaid | undefined
    readonly fields: URLSearchParams
  },
): Promise<PersonalPage | undefined> {
  const { delivery } = desk
  const { campaign, recipient, letter, version } = delivery
  const text = (await frozenTexts(tx, campaign, [version.hash])).get(version.hash)
  const found = await gatheringLetter(tx, campaign, letter)
  if (!text || !found) return undefined
  // Only what its own letters ask of it: a recipient may read nothing here of what others were asked.
  const { demands } = await recordOf(tx, campaign, { audience: 'organizers', at: means.now() })
  return answerLetterPage({
    ...{ ...about, ...desk, text, title: found.title },
    demands: demands.filter((one) => one.recipient === recipient && one.edition === delivery.edition),
    linkOf: (subject) => recipientToken(vault, { campaign, subject }),
    fields: { author: typedIn(fields, 'author'), text: typedIn(fields, 'text') },
  })
}

async function answer(answering: Answering, tx: Tx, token: string, form: PostedForm): Promise<Response> {
  const { means, vault } = answering
  const { fields } = form
  const [author, text] = [typedIn(fields, 'author'), typedIn(fields, 'text')]
  const language = await languageOf(answering, tx, token)
  const words = wordsFor(language).answer.form.errors
  const errors: FieldError[] = []
  if (author.trim() === '') errors.push({ field: 'author', said: words.author })
  if (author.length > longestLine) errors.push({ field: 'author', said: words.long(countOf(longestLine, language)) })
  if (text.trim() === '') errors.push({ field: 'text', said: words.text })
  if (text.length > longestAnswer) errors.push({ field: 'text', said: words.long(countOf(longestAnswer, language)) })
  if (errors.length > 0) return await show(answering, tx, token, { fields, errors })
  const outcome = await answerByLink(tx, vault, { token, author, text, files: filesIn(form, 'files') }, means)
  if (outcome.kind === 'wrong') return outcome.why === 'no-such-event' ? nothing(answering) : refuse(means, 'bad')
  return backTo(token, outcome.kind)
}

async function comment(answering: Answering, tx: Tx, token: string, posted: URLSearchParams): Promise<Response> {
  const language = await languageOf(answering, tx, token)
  const words = wordsFor(language).answer.comment.errors
  const text = typedIn(posted, 'comment')
  const said =
    text.trim() === '' ? words.text : text.length > longestComment ? words.long(countOf(longestComment, language)) : ''
  if (said !== '') return await show(answering, tx, token, { fields: posted, errors: [{ field: 'comment', said }] })
  const outcome = await commentOn(tx, answering.vault, { token, text }, answering.means)
  if (outcome.kind === 'kept') return backTo(token, 'commented')
  return outcome.why === 'no-such-assessment' ? nothing(answering) : backTo(token, 'not-allowed-now')
}

async function sign(answering: Answering, tx: Tx, token: string, posted: URLSearchParams): Promise<Response> {
  const language = await languageOf(answering, tx, token)
  const words = wordsFor(language).answer.published.errors
  const [name, note] = [typedIn(posted, 'name'), typedIn(posted, 'note')]
  const errors: FieldError[] = []
  if (name.trim() === '') errors.push({ field: 'name', said: words.name })
  if (name.length > longestLine) errors.push({ field: 'name', said: words.long(countOf(longestLine, language)) })
  if (note.length > longestNote) errors.push({ field: 'note', said: words.long(countOf(longestNote, language)) })
  if (errors.length > 0) return await show(answering, tx, token, { fields: posted, errors })
  const outcome = await countersign(tx, answering.vault, { token, name, note }, answering.means)
  if (outcome.kind === 'recorded') return backTo(token, 'signed')
  return outcome.why === 'no-such-event' ? nothing(answering) : backTo(token, 'not-allowed-now')
}
