import type { CampaignId, LetterId, SignatureId } from '#kernel'
import { signableLetters, type SignableLetter } from '#letters'
import type { ComposedMail, Composer, DueMail, Tx, Vault } from '#platform'
import { linkOf } from './link.ts'
import type { MailLinks } from './mail-links.ts'
import { mailPhrases } from './mail-phrases.ts'
import { codeLife, codeOf } from './marks.ts'
import { openPersonal } from './sealed.ts'
import { markKeyOf } from './settle.ts'
import { countMails, lockMailed, type MailedWish } from './store-mailed.ts'
import { keepCodesSent } from './store-pending.ts'
import { settingsOf } from './store-settings.ts'
import { signaturesByMark, type SignatureRow } from './store-signature.ts'
import { mergeVersions, unpackVersions } from './versions.ts'

type Mailing = {
  readonly vault: Vault
  readonly links: MailLinks
  readonly letters: ReadonlyMap<LetterId, SignableLetter>
  readonly phrasesOf: ReturnType<typeof mailPhrases>
  readonly signed: ReadonlyMap<string, SignatureRow>
}

/**
 * The mail that asks to confirm; for who has signed exactly this already, one that says so. None is made beyond the
 * caps (three a day, five in all an inbox and letter), for an inbox whose owner refused, and for a letter that closed.
 */
export function confirmComposer(vault: Vault, links: MailLinks): Composer {
  return async (tx, notes, at) => {
    const keys = notes.map(({ ids }) => ({
      campaign: ids['campaign'] as CampaignId,
      id: ids['pending'] as SignatureId,
    }))
    const unique = [...new Map(keys.map((key) => [key.id, key])).values()]
    const pendings = new Map((await lockMailed(tx, unique)).map((row) => [row.id, row]))
    const rows = [...pendings.values()]
    const campaigns = [...new Set(rows.map(({ campaign }) => campaign))]
    const letters = await signableLetters(tx, campaigns, [...new Set(rows.map(({ letter }) => letter))], at)
    const signed = new Map(
      (await signaturesByMark(tx, rows)).flatMap((row) =>
        row.mark ? [[markKeyOf({ ...row, mark: row.mark }), row] as const] : [],
      ),
    )
    const due = keys.map(({ id }) => pendings.get(id)).map((row) => (row && isOpen(row, letters) ? row : undefined))
    const allowed = await withinCaps(tx, notes, due, at)
    const mailing: Mailing = {
      vault,
      links,
      letters,
      phrasesOf: mailPhrases(letters, await settingsOf(tx, campaigns)),
      signed,
    }
    const sent = await freshCodes(
      tx,
      due.filter((row, i) => allowed.has(i) && row && !hasSigned(row, mailing)),
      at,
    )
    return due.map((row, i) => (row && allowed.has(i) ? mailOf(row, sent.get(row.id), mailing) : undefined))
  }
}

const isOpen = (row: MailedWish, letters: ReadonlyMap<LetterId, SignableLetter>): boolean =>
  letters.get(row.letter)?.isOpen ?? false

/** Counts each mail that was not counted at an earlier try; of one inbox, one after the other. */
async function withinCaps(
  tx: Tx,
  notes: readonly DueMail[],
  due: readonly (MailedWish | undefined)[],
  at: Date,
): Promise<ReadonlySet<number>> {
  const day = at.toISOString().slice(0, 10)
  const allowed = new Set(due.flatMap((row, i) => (row && notes[i]?.composedBefore ? [i] : [])))
  let left = due.flatMap((row, i) => (row && !allowed.has(i) ? [{ i, key: { ...row, mark: row.inbox } }] : []))
  while (left.length > 0) {
    const round = [...new Map(left.toReversed().map((one) => [markKeyOf(one.key), one])).values()]
    const counted = await countMails(
      tx,
      round.map(({ key }) => key),
      day,
    )
    for (const place of counted) allowed.add(round[place]?.i ?? -1)
    const asked = new Set(round)
    left = left.filter((one) => !asked.has(one))
  }
  return allowed
}

/** When the code of each was handed over: now, unless a mail that is tried again still has a code with life in it. */
async function freshCodes(
  tx: Tx,
  rows: readonly (MailedWish | undefined)[],
  at: Date,
): Promise<ReadonlyMap<SignatureId, Date>> {
  const found = [...new Set(rows.flatMap((row) => row ?? []))]
  const stale = found.filter(
    ({ codeSentAt }) => !codeSentAt || at.getTime() - codeSentAt.getTime() > codeLife.milliseconds / 2,
  )
  await keepCodesSent(tx, stale, at)
  const fresh = new Set(stale)
  return new Map(found.map((row) => [row.id, fresh.has(row) ? at : (row.codeSentAt ?? at)]))
}

/** Whether confirming would change nothing. Whoever withdrew signs anew. */
function hasSigned(pending: MailedWish, { signed, letters }: Mailing): SignatureRow | undefined {
  if (signed.size === 0) return undefined
  const row = signed.get(markKeyOf(pending))
  const letter = letters.get(pending.letter)
  if (!row || !letter || row.status === 'withdrawn') return undefined
  if (row.status !== 'confirmed') return row
  const before = unpackVersions(row.versions)
  return mergeVersions(before, unpackVersions(pending.versions), letter).join() === before.join() ? row : undefined
}

function mailOf(pending: MailedWish, sentAt: Date | undefined, mailing: Mailing): ComposedMail | undefined {
  const { vault, links } = mailing
  const { campaign, id } = pending
  const { email, language } = openPersonal(vault, campaign, id, pending.sealed)
  const phrases = mailing.phrasesOf(pending, language)
  if (!phrases) return undefined
  const { words, title, what, foot } = phrases
  const already = hasSigned(pending, mailing)
  if (already) {
    const mine = links.signed(linkOf(vault, 'signed', campaign, already.id))
    const text = paragraphs(words.already.lead, what, `${words.already.mine}\n${mine}`, foot)
    return { to: email, subject: words.already.subject(title), text, language }
  }
  if (!sentAt) return undefined
  const link = (kind: 'confirm' | 'not-me') => linkOf(vault, kind, campaign, id)
  const code = codeOf(vault, campaign, id, sentAt)
  const text = paragraphs(
    words.confirm.lead,
    what,
    `${words.confirm.open}\n${links.confirm(link('confirm'))}`,
    `${words.confirm.code(`${code.slice(0, 3)} ${code.slice(3)}`)}\n${words.confirm.codeLife}`,
    words.confirm.until,
    `${words.confirm.notMe}\n${links.notMe(link('not-me'))}`,
    foot,
  )
  return { to: email, subject: words.confirm.subject(title), text, language }
}

/** Plain text with an empty line between paragraphs. */
export const paragraphs = (...all: readonly string[]): string => `${all.join('\n\n')}\n`
