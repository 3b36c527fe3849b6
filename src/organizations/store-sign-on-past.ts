import { sql } from 'kysely'
import type { CampaignId, SignOnId } from '#kernel'
import type { Tx } from '#platform'
import type { Evidence } from './authority/evidence.ts'
import { evidenceOfJson, jsonColumns, type EvidenceJson } from './authority/store-evidence.ts'
import type { HomeId } from './gathered.ts'
import type { AnswerRow, HomeRow } from './store-home.ts'
import type { RepresentativeRow } from './store-representatives.ts'

/** Everything about one sign-on that its line does not hold, each the oldest first. */
export type SignOnPast = {
  readonly people: readonly RepresentativeRow[]
  readonly evidence: readonly { readonly evidence: Evidence; readonly sealed: Buffer | undefined }[]
  readonly homes: readonly HomeRow[]
  readonly answers: readonly AnswerRow[]
}

type Row = {
  readonly people: readonly {
    readonly term: number
    readonly sealed: string | null
    readonly mark: string | null
    readonly since: string
    readonly confirmedAt: string | null
    readonly returnedAt: string | null
  }[]
  readonly evidence: readonly EvidenceJson[]
  readonly homes: readonly { readonly home: HomeId; readonly term: number; readonly askedAt: string }[]
  readonly answers: readonly {
    readonly id: string
    readonly home: HomeId
    readonly answer: AnswerRow['answer']
    readonly sealed: string | null
    readonly at: string
  }[]
}

const bytesOf = (hex: string | null): Buffer | undefined => (hex === null ? undefined : Buffer.from(hex, 'hex'))
const dateOf = (text: string | null): Date | undefined => (text === null ? undefined : new Date(text))

/** Who spoke for a sign-on, what they handed in, and what was said at home, in one question. */
export async function signOnPast(tx: Tx, campaign: CampaignId, signOn: SignOnId): Promise<SignOnPast> {
  const { rows } = await sql<Row>`
    select
      (select coalesce(json_agg(json_build_object(
                'term', term, 'sealed', encode(sealed, 'hex'), 'mark', encode(address_mark, 'hex'), 'since', since,
                'confirmedAt', confirmed_at, 'returnedAt', returned_at) order by term), '[]')
         from organizations_representative
        where campaign_id = ${campaign} and sign_on_id = ${signOn}) as people,
      (select coalesce(json_agg(to_json(one) order by came_at), '[]') from (
         select ${jsonColumns} from organizations_evidence e
           join organizations_sign_on s using (campaign_id, letter_id, sign_on_id)
          where campaign_id = ${campaign} and sign_on_id = ${signOn}) one) as evidence,
      (select coalesce(json_agg(json_build_object('home', home_id, 'term', term, 'askedAt', asked_at)
                                order by asked_at), '[]')
         from organizations_home
        where campaign_id = ${campaign} and sign_on_id = ${signOn}) as homes,
      (select coalesce(json_agg(json_build_object(
                'id', a.answer_id, 'home', a.home_id, 'answer', a.answer, 'sealed', encode(a.sealed, 'hex'), 'at', a.at)
              order by a.at, a.answer_id), '[]')
         from organizations_home_answer a join organizations_home h using (campaign_id, home_id)
        where campaign_id = ${campaign} and h.sign_on_id = ${signOn}) as answers`.execute(tx)
  const { people, evidence, homes, answers } = rows[0] ?? { people: [], evidence: [], homes: [], answers: [] }
  return {
    people: people.map(({ term, ...one }) => ({
      ...{ campaign, signOn, term, sealed: bytesOf(one.sealed), mark: bytesOf(one.mark) },
      ...{ since: new Date(one.since), confirmedAt: dateOf(one.confirmedAt), returnedAt: dateOf(one.returnedAt) },
    })),
    evidence: evidence.map((one) => evidenceOfJson(one)),
    homes: homes.map(({ askedAt, ...one }) => ({ ...one, campaign, signOn, askedAt: new Date(askedAt) })),
    answers: answers.map(({ sealed, at, ...one }) => ({ ...one, campaign, sealed: bytesOf(sealed), at: new Date(at) })),
  }
}
