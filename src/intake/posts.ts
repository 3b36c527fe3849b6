import { hasRole } from './roles.ts'

/** What people do, where it is no office: as lists of persons print it after a name. */
const post =
  /\b(?:prof(?:essor)?|lecturer|engineers?|engineering|developers?|programmers?|lawyer|attorney|barrister|solicitor|students?|undergraduate|graduate|postdoc\p{L}*|journalist|reporter|researchers?|scientists?|consultant|advisor|adviser|advocate|campaigner|activist|author|writer|novelist|poet|artist|designer|analyst|fellow|scholar|physician|doctor|nurse|teacher|educator|retired|emerit(?:us|a)|ph\.?d|candidate|architect|administrator|economist|historian|philosopher|sociologist|psychologist|mathematician|physicist|biologist|technologist|strategist|specialist|coordinator|co-?ordinator|organi[sz]er|founder|co-?founder|owner|partner|associate|assistant|intern|freelancer?|self-employed|independent|entrepreneur|investor|board member|trustee|spokesperson|secretary|treasurer|delegate|councill?or|filmmaker|musician|photographer|curator|librarian|translator|pastor|reverend|priest|rabbi|imam|bishop|farmer|worker|citizen|parent|resident|volunteer|member|maintainer|contributor|tester|manager|lead|leader|professorin|wissenschaftlerin?|rechtsanw\p{L}+|journalistin|dozentin?|studentin?|autorin?|profesora?|abogad[oa]|investigadora?|periodista|docente|activista|escritora?|catedrátic[oa]|professeure?|avocate?|chercheu\p{L}+|journaliste|enseignante?|militante?|autrice|auteur|professora?|pesquisadora?|advogad[oa]|jornalista|professore(?:ssa)?|ricercat\p{L}+|avvocat[oa]|giornalista|hoogleraar|onderzoeker|advocaat)\b/iu

/** Whether a text says what somebody does, or which office somebody holds. */
export function isPost(text: string): boolean {
  return hasRole(text) || post.test(text)
}

/** Offices of those who lead an organization and sign for it. */
const leading =
  /\b(?:chief executive|ceo|president|chair(?:man|woman|person)?|executive director|director|general secretary|secretary[- ]general|managing director|founder|co-?founder|head|principal|spokesperson|convenor|convener|coordinator|geschäftsführ\p{L}+|vorsitzende[rn]?|vorstand\p{L}*|präsident(?:in)?|président\p{L}*|direct(?:eur|rice)|secrétaire générale?|president[ea]|directora?|diretora?|secretari[oa] general|coordinador[a]?|direttore|direttrice|voorzitter|directeur)\b/iu

/** Whether a post is that of somebody who speaks for a whole organization. */
export function isLeading(text: string): boolean {
  return leading.test(text) && !/\b(?:deputy|assistant|associate|former|emerit|vice)\b/iu.test(text)
}
