import type { Actor } from '#accounts'
import { newId, type CampaignId, type LetterId, type Means, type OrganizerId } from '#kernel'
import type { Tx } from '#platform'
import { keptText } from './save.ts'
import { draftRow } from './store-draft.ts'
import { commentRow, commentRows, insertComment, updateResolved } from './store-comment.ts'
import { writeDown } from './write-down.ts'

/** Names a comment of an organizer; a UUID version 7. */
export type CommentId = string & { readonly __kind: 'CommentId' }

/** What an organizer says to the others about a letter's text. */
export type Comment = {
  readonly id: CommentId
  /** The comment that this one answers. */
  readonly answers: CommentId | undefined
  /** Revision of the source that it was written on. */
  readonly revision: number
  /** Line of that source, from 1; absent: about the letter as a whole. */
  readonly line: number | undefined
  /** The words it is about, as they stood. */
  readonly quote: string | undefined
  readonly body: string
  /** Absent: the server's command line. */
  readonly by: OrganizerId | undefined
  readonly writtenAt: Date
  readonly resolvedBy: OrganizerId | undefined
  readonly resolvedAt: Date | undefined
}

/** A comment with where its words stand in the present text; `undefined` where they are gone. */
export type PlacedComment = Comment & { readonly lineNow: number | undefined }

/** A comment as somebody writes it. */
export type CommentWish = {
  readonly campaign: CampaignId
  readonly letter: LetterId
  readonly by: Actor
  readonly body: string
  readonly line?: number | undefined
  /** Some words of that line; the whole line where none are given. */
  readonly quote?: string | undefined
  readonly answers?: CommentId | undefined
}

/** What can come of it. */
export type CommentOutcome =
  | { readonly kind: 'added'; readonly comment: CommentId }
  | { readonly kind: 'empty' }
  /** Longer than {@link longestComment}. */
  | { readonly kind: 'too-long' }
  /** The letter, its line or the comment to be answered is not there. */
  | { readonly kind: 'gone' }

/** In UTF-16 code units. */
export const longestComment = 10_000

const longestQuote = 300

/** Adds a comment about a line of the present text, about the whole letter, or as an answer. */
export async function addComment(tx: Tx, wish: CommentWish, means: Means): Promise<CommentOutcome> {
  const { campaign, letter, by, line, answers } = wish
  const body = keptText(wish.body).trim()
  if (body === '') return { kind: 'empty' }
  if (body.length > longestComment) return { kind: 'too-long' }
  const row = await draftRow(tx, campaign, letter)
  const above = answers && (await commentRow(tx, campaign, answers))
  if (!row || (answers && above?.letter !== letter)) return { kind: 'gone' }
  const words = line === undefined ? undefined : keptText(row.letter.source).split('\n')[line - 1]
  if (line !== undefined && words === undefined) return { kind: 'gone' }
  const id = newId<CommentId>(means)
  await insertComment(tx, campaign, letter, {
    ...{ id, body, line, revision: row.revision, writtenAt: means.now() },
    quote: words === undefined ? undefined : quoteIn(words, wish.quote),
    // All answers stand below the comment that began.
    answers: above ? (above.comment.answers ?? above.comment.id) : undefined,
    by: by === 'server' ? undefined : by,
  })
  await writeDown(tx, { act: 'comment', campaign, subject: [letter, id] }, { ...means, by })
  return { kind: 'added', comment: id }
}

/** The words of a line that are meant; an empty line has none. */
function quoteIn(line: string, quote: string | undefined): string | undefined {
  const wished = keptText(quote ?? '').trim()
  const words = wished !== '' && line.includes(wished) ? wished : line.trim()
  return words.slice(0, longestQuote).toWellFormed() || undefined
}

/** Settles a comment with its answers, or takes it up again. */
export async function resolveComment(
  tx: Tx,
  {
    campaign,
    comment,
    by,
    isResolved = true,
  }: { readonly campaign: CampaignId; readonly comment: CommentId; readonly by: Actor; readonly isResolved?: boolean },
  means: Means,
): Promise<{ readonly kind: 'set' | 'unchanged' | 'gone' }> {
  const found = await commentRow(tx, campaign, comment)
  if (!found) return { kind: 'gone' }
  if ((found.comment.resolvedAt !== undefined) === isResolved) return { kind: 'unchanged' }
  const resolved = isResolved ? { by: by === 'server' ? undefined : by, at: means.now() } : undefined
  await updateResolved(tx, campaign, comment, resolved)
  const event = { act: 'resolve-comment', campaign, subject: [found.letter, comment] } as const
  await writeDown(tx, { ...event, after: { resolved: isResolved } }, { ...means, by })
  return { kind: 'set' }
}

/** Every comment about a letter, the oldest first, with where its words stand in a source (the present one). */
export async function commentsOf(
  tx: Tx,
  campaign: CampaignId,
  letter: LetterId,
  source: string,
): Promise<readonly PlacedComment[]> {
  const lines = keptText(source).split('\n')
  return (await commentRows(tx, campaign, letter)).map((comment) => ({ ...comment, lineNow: lineNow(comment, lines) }))
}

/** The line nearest to where the words stood that holds them still. */
function lineNow({ line, quote }: Comment, lines: readonly string[]): number | undefined {
  if (line === undefined) return undefined
  if (quote === undefined) return line <= lines.length ? line : undefined
  const holding = lines.flatMap((text, index) => (text.includes(quote) ? [index + 1] : []))
  return holding.toSorted((one, other) => Math.abs(one - line) - Math.abs(other - line))[0]
}
