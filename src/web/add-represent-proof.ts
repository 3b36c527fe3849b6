import { checkRecord, proofFor, type ProofOffer, type RecordAnswer } from '#organizations'
import { refuse, type Router } from './keep.ts'
import { personalResponse } from './personal-page.ts'
import { ownPage, type OwnSaid } from './represent-own-page.ts'
import { readOwn } from './represent-read-own.ts'
import { backTo, linkIn, nothingThere, posting, type Representing } from './represent-visit.ts'
import { patterns } from './routes.ts'

/** How a representative shows that they may sign: what to send or publish, and looking for what was published. */
export function addRepresentProof(app: Router, representing: Representing): void {
  const { means, represent } = representing
  app.post(patterns.proveSignOn, (c) =>
    posting(c, representing, async () => {
      const answer = await means.database.transaction(async (tx) => {
        const { vault, inbox = '' } = represent
        const offer = await proofFor(tx, vault, { link: linkIn(c), inbox }, means)
        if (offer.kind !== 'proof') return afterOffer(representing, linkIn(c), offer)
        const proof = { ...offer, inbox: represent.inbox }
        const own = await readOwn(tx, representing, linkIn(c), proof)
        return own ? personalResponse(ownPage(own.facts), means.site) : nothingThere(representing, 'gone')
      })
      represent.wakeMailer()
      return answer
    }),
  )
  app.post(patterns.lookForProof, (c) =>
    posting(c, representing, async (posted) => {
      const level = posted.get('level')
      if (level !== 'dns' && level !== 'file') return refuse(means, 'bad')
      const { vault, ask, fetchFile } = represent
      const wish = { link: linkIn(c), level } as const
      const answer = await checkRecord(means.database, wish, { ...means, vault, ask, fetchFile })
      return answer.kind === 'gone' ? nothingThere(representing, 'gone') : backTo(linkIn(c), saidOf(answer))
    }),
  )
}

function afterOffer(
  representing: Representing,
  link: string,
  { kind }: Exclude<ProofOffer, { readonly kind: 'proof' }>,
): Response {
  switch (kind) {
    case 'gone':
      return nothingThere(representing, 'gone')
    case 'domain-unusable':
      return backTo(link, 'unusable')
    case 'too-many':
      return backTo(link, 'many')
    // The page then has no such button, so it was pressed on an older one: the page as it is now says what to do.
    case 'no-domain':
    case 'nothing-signed':
      return backTo(link, 'challenged')
    default:
      return kind satisfies never
  }
}

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
