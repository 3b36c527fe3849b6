import { parseEmail, wordsFor } from '#kernel'
import { handOver, renameSignOn } from '#organizations'
import type { Tx } from '#platform'
import { parseField } from '#signatures'
import type { Router } from './keep.ts'
import { ownPage } from './represent-own-page.ts'
import { readOwn, type ReadOwn } from './represent-read-own.ts'
import { afterMine, linkIn, nothingThere, posting, representResponse, type Representing } from './represent-visit.ts'
import { longestOrganization } from './represent-wish.ts'
import { patterns } from './routes.ts'
import type { FieldError } from './sign-form.ts'

type Typed = Readonly<Record<string, string>>

/** What of a sign-on is changed by typing: the printed name, and who speaks for the organization. */
export function addRepresentChanges(app: Router, representing: Representing): void {
  const { means, represent } = representing
  type Work = (tx: Tx, own: ReadOwn, typed: Typed) => Promise<Response>
  const change = (pattern: string, work: Work) =>
    app.post(pattern, (c) =>
      posting(c, representing, async (posted) => {
        const answer = await means.database.transaction(async (tx) => {
          const own = await readOwn(tx, representing, linkIn(c))
          return own ? await work(tx, own, Object.fromEntries(posted)) : nothingThere(representing, 'gone')
        })
        represent.wakeMailer()
        return answer
      }),
    )
  change(patterns.renameSignOn, (tx, own, typed) => rename(representing, tx, own, typed))
  change(patterns.handOver, (tx, own, typed) => hand(representing, tx, own, typed))
}

function wrong(representing: Representing, { facts }: ReadOwn, typed: Typed, errors: readonly FieldError[]): Response {
  return representResponse(representing, ownPage(facts, { wrong: { typed, errors } }), { status: 422 })
}

async function rename(representing: Representing, tx: Tx, own: ReadOwn, typed: Typed): Promise<Response> {
  const { link, letter } = own.facts
  const { errors: words, changes } = wordsFor(letter.language).represent
  const read = parseField(typed['name'] ?? '', longestOrganization)
  const refuse = (said: string) => wrong(representing, own, typed, [{ field: 'name', said }])
  if (read.kind === 'wrong')
    return refuse(
      read.why === 'too-long' ? words.tooLong(changes.name, longestOrganization) : words.hidden(changes.name),
    )
  if (read.text === undefined) return refuse(changes.noName)
  const wish = { link, name: read.text }
  const outcome = await renameSignOn(tx, representing.represent.vault, wish, representing.means)
  if (outcome.kind === 'bad-name') return refuse(words.hidden(changes.name))
  return afterMine(representing, link, outcome, 'renamed')
}

async function hand(representing: Representing, tx: Tx, own: ReadOwn, typed: Typed): Promise<Response> {
  const { link, letter } = own.facts
  const { errors: words, changes } = wordsFor(letter.language).represent
  const errors: FieldError[] = []
  const line = (field: 'successor' | 'role', label: string, missing: string) => {
    const read = parseField(typed[field] ?? '')
    if (read.kind === 'read' && read.text !== undefined) return read.text
    errors.push({ field, said: read.kind === 'read' ? missing : words.hidden(label) })
    return ''
  }
  const name = line('successor', changes.successor, changes.noSuccessor)
  const role = line('role', changes.successorRole, changes.noRole)
  const email = parseEmail(typed['email'] ?? '')
  if (email.kind === 'wrong') errors.push({ field: 'email', said: words.badEmail })
  if (errors.length > 0 || email.kind === 'wrong') return wrong(representing, own, typed, errors)
  const wish = { link, successor: { name, role, email: email.email } }
  const outcome = await handOver(tx, representing.represent.vault, wish, representing.means)
  return afterMine(representing, link, outcome, 'handedOver')
}
