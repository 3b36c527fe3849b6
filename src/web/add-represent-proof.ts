import { wordsFor } from '#kernel'
import { checkRecord, proofFor, type RecordAnswer } from '#organizations'
import type { Tx } from '#platform'
import { refuse, type Router } from './keep.ts'
import { ownPage, type OwnSaid } from './represent-own-page.ts'
import { readOwn } from './represent-read-own.ts'
import { backTo, linkIn, nothingThere, posting, representResponse, type Representing } from './represent-visit.ts'
import { domainIn } from './represent-wish.ts'
import { patterns } from './routes.ts'

/** How a representative shows that they may sign: what to send or publish, and looking for what was published. */
export function addRepresentProof(app: Router, representing: Representing): void {
  const { means, represent } = representing
  app.post(patterns.proveSignOn, (c) =>
    posting(c, representing, async (posted) => {
      const typed = posted.get('domain') ?? undefined
      const answer = await means.database.transaction((tx) => showLadder(representing, tx, { link: linkIn(c), typed }))
      represent.wakeMailer()
      return answer
    }),
  )
  app.post(patterns.lookForProof, (c) =>
    posting(c, representing, async (posted) => {
      const level = posted.get('level')
      if (level !== 'dns' && level !== 'file') return refuse(means, 'bad')
      const { vault, ask, fetchFile } = represent
      const link = linkIn(c)
      const answer = await checkRecord(means.database, { link, level }, { ...means, vault, ask, fetchFile })
      if (answer.kind === 'gone') return nothingThere(representing, 'gone')
      const said = saidOf(answer)
      if (said === 'proved') return backTo(link, said)
      // What was to be published stands there again, to be compared.
      return await means.database.transaction((tx) => showLadder(representing, tx, { link, said }))
    }),
  )
}

type Ladder = { readonly link: string; readonly typed?: string | undefined; readonly said?: OwnSaid }

/** The page with every way and what to do, word for word. What was told before and still holds is told again. */
async function showLadder(representing: Representing, tx: Tx, { link, typed, said }: Ladder): Promise<Response> {
  const { means, represent } = representing
  const domain = typed === undefined ? undefined : (domainIn(typed) ?? '')
  const wish = { link, inbox: represent.inbox ?? '', ...(domain !== undefined && { domain }) }
  const offer = await proofFor(tx, represent.vault, wish, means)
  if (offer.kind === 'gone') return nothingThere(representing, 'gone')
  const own = await readOwn(tx, representing, link)
  if (!own) return nothingThere(representing, 'gone')
  const show = (shown: Parameters<typeof ownPage>[1], status = 200) =>
    representResponse(representing, ownPage(own.facts, shown), { status })
  switch (offer.kind) {
    case 'proof':
      return show({ said })
    case 'domain-unusable': {
      if (typed === undefined) return show({ said: 'unusable' }, 422)
      const errors = [{ field: 'domain', said: badDomain(own.facts.letter.language) }]
      return show({ wrong: { typed: { domain: typed }, errors } }, 422)
    }
    case 'too-many':
      return show({ said: 'many' }, 429)
    // The page then has no such button, so it was pressed on an older one: the page as it is now says what to do.
    case 'no-domain':
    case 'nothing-signed':
      return show({ said })
    default:
      return offer satisfies never
  }
}

const badDomain = (language: string): string => wordsFor(language).represent.authority.badDomain

function saidOf(answer: RecordAnswer): OwnSaid {
  if (answer.kind === 'proved' || answer.kind === 'used') return 'proved'
  if (answer.kind === 'later') return 'later'
  switch (answer.reasons[0]) {
    case 'domain-proves-nothing':
      return 'unusable'
    case 'record-missing':
      return 'missing'
    case 'record-other':
      return 'other'
    case 'challenge-expired':
      return 'expired'
    case 'site-elsewhere':
    case 'site-unreadable':
      return 'unreadable'
    default:
      return answer.reasons[0] satisfies never
  }
}
