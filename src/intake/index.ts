/** Files of others become proposals that a person accepts. */
export type {
  Proposal,
  ProposedAddressee,
  ProposedLetter,
  ProposedParagraph,
  ProposedPassage,
  ProposedSignatory,
} from './proposal.ts'
