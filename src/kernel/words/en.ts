import { accountMail, roles } from './en-accounts.ts'
import { desk } from './en-desk.ts'
import { board } from './en-board.ts'
import { bring } from './en-bring.ts'
import { answer } from './en-answer.ts'
import { deliver } from './en-deliver.ts'
import { drafts } from './en-drafts.ts'
import { files } from './en-files.ts'
import { feeds } from './en-feeds.ts'
import { gathered } from './en-gathered.ts'
import { hooks } from './en-hooks.ts'
import { listPrint } from './en-list-print.ts'
import { lists } from './en-lists.ts'
import { organize } from './en-organize.ts'
import { respond } from './en-respond.ts'
import { represent } from './en-represent.ts'
import { readers } from './en-readers.ts'
import { record } from './en-record.ts'
import { report } from './en-report.ts'
import { recount } from './en-recount.ts'
import { signingConsent, signingMail } from './en-signing-mail.ts'
import { signOnMail } from './en-sign-on-mail.ts'
import { assess } from './en-assess.ts'
import { commit } from './en-commit.ts'
import { deliveryMail } from './en-delivery-mail.ts'
import { responseMail } from './en-response-mail.ts'
import { signing } from './en-signing.ts'
import { site } from './en-site.ts'
import { sources } from './en-sources.ts'
import { unreadable } from './en-unreadable.ts'
import { write } from './en-write.ts'

/** Every sentence a visitor can see, in English. Another language is another file of the same shape. */
export const en = {
  site,
  files,
  listPrint,
  sheet: {
    /** Foot of a printed page. */
    pageOf: (page: string, pages: string) => `${page} of ${pages}`,
    moreAfterLetter: (n: string) => `and ${n} more, listed after the letter`,
    textFixed: (day: string, version: number, hash: string) => `Text fixed on ${day} · version ${version} · ${hash}`,
    draft: 'Draft: this text is not fixed yet',
    /** Large and faint across every page of a draft. */
    draftMark: 'Draft',
    copies: 'Copies to',
    /** Said of a citation whose target is lost. */
    lostTarget: 'The source linked here is lost.',
    /** Above the list of what a letter cites, after its signatures. */
    sources: 'Sources',
    cited: (words: string, url: string | undefined, day: string, copy: string) =>
      url === undefined ? `“${words}”: archived on ${day}, ${copy}` : `“${words}”: ${url}, archived on ${day}, ${copy}`,
    /** Document title of a letter that has none. */
    untitled: (recipient: string) => `Letter to ${recipient}`,
    /** The drawn card that stands beside a link to the letter. */
    cardTo: (recipient: string) => `To ${recipient}`,
    cardSigned: (count: number, n: string) => (count === 1 ? '1 signatory' : `${n} signatories`),
    cardDraft: 'Draft',
  },
  /** What a letter cannot keep of its author's source, told to the author. */
  source: {
    at: (line: number, sentence: string) => `line ${line}: ${sentence}`,
    emphasis: (text: string) => `bold, italic or struck text stands as plain words: ${text}`,
    code: (text: string) =>
      `code (words between back ticks, or indented by four spaces) stands as plain words: ${text}`,
    html: (text: string) => `HTML is printed as it is typed: ${text}`,
    commentDropped: (text: string) => `this comment is left out: ${text}`,
    image: (text: string) => `a letter has no pictures; only the words that describe this one stand: ${text}`,
    linkTitleDropped: (text: string) => `this title of a link is left out: ${text}`,
    unsafeTarget: (text: string) =>
      `this is not the address of a page or a mailbox, so the link is lost and its words stay: ${text}`,
    ruleDropped: 'a line drawn across the page is left out.',
    nestedList: (text: string) => `a list within a list stands as items of the outer one: ${text}`,
    listParagraph: (text: string) => `a second paragraph of an item stands after the list, as a paragraph: ${text}`,
    blockInQuote: (text: string) => `what stands in a quotation is printed as a paragraph of it: ${text}`,
    unknownRecipient: (text: string) => `there is no recipient “${text}”; what is written for it alone is left out.`,
    missingFor: (text: string) => `“only” does not say for whom (write {for=…}), so these words stand for all: ${text}`,
    missingId: (text: string) => `this demand has no name of its own (write {#name} after it): ${text}`,
    recipientWithText: (text: string) =>
      `“:recipient[]” takes no words between its brackets, so this is printed as it is typed: ${text}`,
    unclosedOnly: 'this “:::only” is not closed (write ::: on a line of its own), so it holds all that follows.',
    unclosedMark: (text: string) =>
      `this reads like a mark but is none (perhaps it is not closed) and is printed as it is typed: ${text}`,
    unknownMark: (name: string, nearest: string | undefined) =>
      `there is no mark “:::${name}”, so it is printed as it is typed, and so is a ::: that ends it.${nearest === undefined ? '' : ` Is ${nearest} meant?`}`,
    definitionDropped: (text: string) =>
      `this defines the target of a link that nothing uses, and is left out: ${text}`,
    inNoEdition: (text: string) => `these words stand in no edition: ${text}`,
    tooDeep:
      'this letter nests its marks deeper than anybody writes, so all of it is printed as it is typed, in plain paragraphs.',
  },
  names: {
    notInPdf: (names: readonly string[], more: number) =>
      `The PDF cannot print these names yet; they stand on the pages, and in the PDF with □: ${names.join('; ')}${more === 0 ? '' : `; … and ${more} more`}`,
  },
  intake: {
    unreadable,
    gathered,
    lists,
    warning: {
      noDate: 'No date is printed in this letter. None was assumed.',
      ambiguousDate: (printed: string) =>
        `The date “${printed}” can be read in two ways, so it was left open. Please enter it.`,
      noSalutation: 'No salutation (such as “Dear …”) was found.',
      noRecipient: 'The text does not say to which organization the letter goes.',
      noClosing: 'No closing (such as “Sincerely,”) was found.',
      noParagraphs: 'No text of a letter was found, only a list of names.',
      noList: 'No list of signatories was found.',
      stated: (stated: number, found: number) => `The text speaks of ${stated} signatories; ${found} names were found.`,
      doubtful: (count: number) =>
        `${count === 1 ? 'One name is' : `${count} names are`} doubtful: it is not certain where the name begins or ends.`,
      leftOut: (line: string) => `Not used: “${line}”`,
      moreLeftOut: (count: number) => `Not used: ${count === 1 ? '1 more line' : `${count} more lines`}`,
      repeated: (name: string) => `“${name}” stands more than once in the list.`,
      perhapsOneParagraph: (end: string) =>
        `A list of names stands after “… ${end}”. Whether the paragraph ends there cannot be seen; two paragraphs were assumed.`,
    },
    named: {
      letterTo: (recipients: string) => `Letter to ${recipients}`,
      letterOf: (month: string) => `Letter of ${month}`,
      letter: 'Letter',
      recipient: 'Recipient',
    },
    summary: {
      letters: (count: number) => `${count === 1 ? '1 letter' : `${count} letters`} found.`,
      letter: (number: number, recipient: string) => `Letter ${number}, to ${recipient}`,
      unknownRecipient: 'an unknown recipient',
      doubts: 'Please look at these names first; where they begin or end is not certain:',
      doubt: (percent: number, letters: readonly number[], place: number, name: string) =>
        `${percent}% doubt   ${letters.length === 1 ? 'letter' : 'letters'} ${letters.join(', ')}, name ${place}: ${name}`,
      noDoubts: 'No name is doubtful. Please look through the list all the same.',
      between: (before: string, after: string) => `between “${before}” and “${after}”`,
      start: 'the start of the list',
      end: 'the end of the list',
      more: (count: number) => `… and ${count} more`,
      title: 'Title',
      date: 'Date',
      none: 'not printed',
      language: 'Language',
      addressees: 'To',
      copies: 'Copies to',
      salutation: 'Salutation',
      closing: 'Closing',
      paragraphs: (paragraphs: number, links: number, lost: number) =>
        `${paragraphs} ${paragraphs === 1 ? 'paragraph' : 'paragraphs'}, ${links} ${links === 1 ? 'link' : 'links'}${lost === 0 ? '' : ` (${lost} without their target)`}`,
      text: 'Text',
      signatories: 'Signatories',
      signatoryCount: (organizations: number, persons: number) =>
        [
          organizations > 0 || persons === 0
            ? `${organizations} ${organizations === 1 ? 'organization' : 'organizations'}`
            : '',
          persons > 0 ? `${persons} ${persons === 1 ? 'person' : 'persons'}` : '',
        ]
          .filter((part) => part !== '')
          .join(', '),
      firstAndLast: (first: string, last: string) => `first “${first}”, last “${last}”`,
      look: 'Please note',
      passages: (shared: number, varied: number, tailored: number) =>
        `Passages: ${shared} shared word for word, ${varied} shared with variations, ${tailored} tailored to one recipient.`,
    },
  },
  readers,
  record,
  recount,
  roles,
  accountMail,
  signOnMail,
  deliveryMail,
  responseMail,
  organize,
  desk,
  represent,
  board,
  bring,
  answer,
  deliver,
  respond,
  sources,
  commit,
  assess,
  write,
  drafts,
  feeds,
  report,
  hooks,
  signing: { ...signing, agreement: signingConsent, mail: signingMail },
  pages: {
    siteName: 'Undersigned',
    skip: 'Skip to the text',
    trail: 'Where you are',
    footerOfScript:
      'Undersigned is the open-source home of coalition letters. Only recounting needs this page’s script; it sets no cookie and asks nobody else for anything.',
    footer:
      'Undersigned is the open-source home of coalition letters. This page needs no script, sets no cookie and asks nobody else for anything.',
    home: {
      title: 'Letters of coalitions',
      forOrganizers: 'For organizers',
      description: 'One letter, many hands, an answer.',
      lead: 'One letter, many hands, an answer. Organizations write together to those who can change something, sign by name, and keep every answer in view.',
      empty: 'No letter is public here yet. Organizers bring one in with the command “import”; the README tells how.',
      campaigns: 'Campaigns',
    },
    campaign: {
      letters: 'Letters',
      ledBy: (name: string) => `Led by ${name}.`,
    },
    letter: {
      editions: 'Editions',
      editionsLead: (n: string) =>
        `One letter, ${n} editions: what all share, and what is said to each recipient alone.`,
      compare: 'Compare the editions',
      all: 'All signatories',
      follows: 'This letter follows',
      to: (recipient: string) => `To ${recipient}`,
      signed: (n: number, many: string) => (n === 1 ? '1 signatory' : `${many} signatories`),
      closed: (day: string) => `Closed on ${day}.`,
      undated: 'not dated',
    },
    edition: {
      title: (letter: string, recipient: string) => `${letter}, to ${recipient}`,
      description: (recipient: string, n: string) =>
        `The letter to ${recipient}, word for word, with its ${n} signatories.`,
      hands: (many: string) => `${many} signed this letter`,
      signatories: 'Signatories',
      demands: 'What it asks',
      none: 'Nobody has signed yet.',
      lost: 'A dotted line marks words that link to a source in the original; where the link led is lost.',
      others: 'Other editions',
      fixed: 'Text fixed on',
      version: 'Version',
      hash: 'SHA-256 of the text',
      written: 'Date of the letter',
      noDate: 'This edition prints no date.',
    },
    compare: {
      title: (letter: string) => `${letter}: the editions compared`,
      titleAgainst: (letter: string, recipient: string) =>
        `${letter}: the editions compared with the one to ${recipient}`,
      heading: 'The editions compared',
      each: 'To each in words of its own',
      description:
        'The editions of one letter side by side: what is shared, what varies, what is said to one recipient alone.',
      lead: 'What stands in every edition is quiet. A thin rule marks words that vary; a strong rule marks what is said to some recipients alone.',
      against: (recipient: string) => `Differences are shown against the edition to ${recipient}.`,
      inserted: 'only here',
      deleted: (recipient: string) => `only in the edition to ${recipient}`,
      shared: (names: string) => `The same to ${names}`,
      varied: 'Same thought, other words',
      tailored: (names: string) => `Only to ${names}`,
      choose: 'Compare against',
      pdf: 'This comparison as PDF',
      single: 'This letter has one edition, so there is nothing to compare.',
      summary: (shared: string, varied: string, tailored: string) =>
        `${shared} sentences are the same in several editions, ${varied} vary in their words, ${tailored} are written for one recipient.`,
    },
    list: {
      title: (letter: string) => `Signatories of “${letter}”`,
      description: 'Everybody who stands on the printed list, searchable.',
      find: 'Find a name',
      button: 'Find',
      found: (n: string, wanted: string) => `${n} found for “${wanted}”.`,
      nothing: (wanted: string) => `Nobody is listed as “${wanted}”. Try a shorter part of the name.`,
      everyone: 'Show everyone',
      only: (names: string) => `only ${names}`,
      cut: (n: string) => `The first ${n} are shown. Type more of the name to narrow it down.`,
      empty: 'Nobody stands on this list yet.',
      /** Around the links to the pages of a long list. */
      pages: (n: string) => `Pages of the list, ${n} names in all`,
      next: 'Next names',
      first: 'Back to the beginning',
    },
    organization: {
      description: (name: string) => `What ${name} has signed.`,
      signed: 'Signed',
      printed: (name: string) => `printed as “${name}”`,
      letterhead: (name: string) => `in the letterhead “${name}”`,
    },
    text: {
      title: (letter: string, hash: string) => `Fixed text of “${letter}”, ${hash}`,
      heading: 'The fixed text',
      description: 'One frozen version of a letter, found by the hash of its text.',
      lead: 'These are the words that were signed, byte for byte. They can never change: another wording would have another hash.',
      check: 'Check it yourself: download the plain text and run “sha256sum” on it.',
      download: 'Download the plain text',
      see: 'See the edition',
    },
    errors: {
      notFoundTitle: 'There is no page here',
      notFound: 'Nothing public stands at this address. It may have been mistyped, or the letter is not public yet.',
      badTitle: 'This request does not read',
      bad: 'The server could not make sense of this request. Nothing was changed.',
      methodTitle: 'This page can only be read',
      method: 'Nothing was changed.',
      tooLargeTitle: 'This is too large',
      tooLarge: 'At most 64 KB can be sent here. Nothing was changed.',
      filesTooLarge: 'Files of at most 25 MB together can be sent here. Nothing was changed.',
      busyTitle: 'Too much at once',
      busy: (seconds: number) =>
        `Many requests came from your network within a few seconds. Please try again in ${seconds === 1 ? 'a second' : `${seconds} seconds`}.`,
      faultTitle: 'Something failed on our side',
      fault: (reference: string) =>
        `Nothing you sent was changed or lost. Please try again in a minute. If you write to the operator, name this reference: ${reference}.`,
      home: 'Go to the home page',
    },
  },
} as const

/** The shape every language file has. */
export type Words = typeof en
