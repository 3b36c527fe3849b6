import { pathOf } from './path-of.ts'

const campaignAt = (campaign: string, ...more: readonly string[]) => pathOf('organize', 'c', campaign, ...more)
const letterAt = (campaign: string, letter: string, ...more: readonly string[]) =>
  campaignAt(campaign, 'l', letter, ...more)

/** Where organizers write: from a new campaign to a published letter. Part of `routes`. */
export const writeRoutes = {
  newCampaign: () => '/organize/new',
  campaignHome: (campaign: string) => campaignAt(campaign),
  /** Where the public's signatures are opened, and what signers are asked. */
  publicSigning: (campaign: string) => campaignAt(campaign, 'signing'),
  recipients: (campaign: string) => campaignAt(campaign, 'recipients'),
  changeRecipient: (campaign: string) => campaignAt(campaign, 'recipients', 'change'),
  newLetter: (campaign: string) => campaignAt(campaign, 'new-letter'),
  duplicate: (campaign: string) => campaignAt(campaign, 'duplicate'),
  /** The letter's first page for organizers: where it is written. */
  edit: (campaign: string, letter: string) => letterAt(campaign, letter, 'edit'),
  autosave: (campaign: string, letter: string) => letterAt(campaign, letter, 'autosave'),
  lock: (campaign: string, letter: string) => letterAt(campaign, letter, 'lock'),
  saves: (campaign: string, letter: string) => letterAt(campaign, letter, 'saves'),
  save: (campaign: string, letter: string, save: string) => letterAt(campaign, letter, 'saves', save),
  bringBack: (campaign: string, letter: string) => letterAt(campaign, letter, 'bring-back'),
  editions: (campaign: string, letter: string) => letterAt(campaign, letter, 'editions'),
  letterFacts: (campaign: string, letter: string) => letterAt(campaign, letter, 'facts'),
  editEdition: (campaign: string, letter: string, edition: string) => letterAt(campaign, letter, 'editions', edition),
  preview: (campaign: string, letter: string, edition: string) => letterAt(campaign, letter, 'preview', edition),
  previewPdf: (campaign: string, letter: string, edition: string) =>
    letterAt(campaign, letter, 'preview', edition, 'letter.pdf'),
  previewDocx: (campaign: string, letter: string, edition: string) =>
    letterAt(campaign, letter, 'preview', edition, 'letter.docx'),
  previewPage: (campaign: string, letter: string, edition: string) =>
    letterAt(campaign, letter, 'preview', edition, 'letter.html'),
  previewText: (campaign: string, letter: string, edition: string) =>
    letterAt(campaign, letter, 'preview', edition, 'letter.txt'),
  compareTexts: (campaign: string, letter: string, edition: string) => letterAt(campaign, letter, 'compare', edition),
  comparedTexts: (campaign: string, letter: string, edition: string) =>
    letterAt(campaign, letter, 'compare', edition, 'comparison.pdf'),
  freeze: (campaign: string, letter: string) => letterAt(campaign, letter, 'freeze'),
  letterState: (campaign: string, letter: string) => letterAt(campaign, letter, 'state'),
  comments: (campaign: string, letter: string) => letterAt(campaign, letter, 'comments'),
  resolveComment: (campaign: string, letter: string) => letterAt(campaign, letter, 'comments', 'resolve'),
  writeNotes: (campaign: string, letter: string) => letterAt(campaign, letter, 'notes'),
  removeNote: (campaign: string, letter: string) => letterAt(campaign, letter, 'notes', 'remove'),
  followUp: (campaign: string, letter: string) => letterAt(campaign, letter, 'follow-up'),
  /** What organizers say about a letter, for everybody to read. */
  notes: (campaign: string, letter: string) => pathOf('c', campaign, letter, 'notes'),
} as const

const campaign = '/organize/c/:campaign'
const letter = `${campaign}/l/:letter`

/** The same as patterns. */
export const writePatterns = {
  newCampaign: '/organize/new',
  campaignHome: campaign,
  publicSigning: `${campaign}/signing`,
  recipients: `${campaign}/recipients`,
  changeRecipient: `${campaign}/recipients/change`,
  newLetter: `${campaign}/new-letter`,
  duplicate: `${campaign}/duplicate`,
  edit: `${letter}/edit`,
  autosave: `${letter}/autosave`,
  lock: `${letter}/lock`,
  saves: `${letter}/saves`,
  save: `${letter}/saves/:save`,
  bringBack: `${letter}/bring-back`,
  editions: `${letter}/editions`,
  letterFacts: `${letter}/facts`,
  editEdition: `${letter}/editions/:edition`,
  preview: `${letter}/preview/:edition`,
  previewPdf: `${letter}/preview/:edition/letter.pdf`,
  previewDocx: `${letter}/preview/:edition/letter.docx`,
  previewPage: `${letter}/preview/:edition/letter.html`,
  previewText: `${letter}/preview/:edition/letter.txt`,
  compareTexts: `${letter}/compare/:edition`,
  comparedTexts: `${letter}/compare/:edition/comparison.pdf`,
  freeze: `${letter}/freeze`,
  letterState: `${letter}/state`,
  comments: `${letter}/comments`,
  resolveComment: `${letter}/comments/resolve`,
  writeNotes: `${letter}/notes`,
  removeNote: `${letter}/notes/remove`,
  followUp: `${letter}/follow-up`,
  notes: '/c/:campaign/:letter/notes',
} as const

/** Where of these something may be posted. */
export const writePostable: readonly string[] = [
  writePatterns.newCampaign,
  writePatterns.publicSigning,
  writePatterns.recipients,
  writePatterns.changeRecipient,
  writePatterns.newLetter,
  writePatterns.duplicate,
  writePatterns.edit,
  writePatterns.autosave,
  writePatterns.lock,
  writePatterns.bringBack,
  writePatterns.editions,
  writePatterns.letterFacts,
  writePatterns.editEdition,
  writePatterns.freeze,
  writePatterns.letterState,
  writePatterns.comments,
  writePatterns.resolveComment,
  writePatterns.writeNotes,
  writePatterns.removeNote,
  writePatterns.followUp,
]

/** Those of these that lead to a file, not to a page. */
export const writeFiles: readonly string[] = [
  writePatterns.previewPdf,
  writePatterns.previewDocx,
  writePatterns.previewPage,
  writePatterns.previewText,
  writePatterns.comparedTexts,
]
