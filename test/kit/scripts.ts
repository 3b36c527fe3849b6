import { parsePartialDate, type Block } from '#kernel'
import type { LetterSheet } from '#typeset'
import { organizationNamed, sheetOf } from './sheets.ts'

/** Two invented organizations for each script that the project ships fonts for. */
export const namesByScript = {
  Latin: ['Union des locataires (Ouest)', 'Ňovážka ľudí “Dôm”'],
  Greek: ['Ένωση ενοικιαστών', 'Σύλλογος Γειτονιάς'],
  Cyrillic: ['Союз нанимателей', 'Спілка сусідів «Дім»'],
  Arabic: ['اتحاد المستأجرين', 'جمعية الحي (الشمال)'],
  Hebrew: ['איגוד הדיירים', 'עמותת השכונה (צפון)'],
  Devanagari: ['किरायेदार संघ', 'पड़ोस समिति (उत्तर)'],
  Han: ['北方租客联合会', '街坊协会（东）'],
  Japanese: ['北部借家人組合', 'となり町の会（東）'],
  Hangul: ['북부 세입자 연합', '이웃 모임 (동부)'],
  Thai: ['สหภาพผู้เช่าภาคเหนือ', 'สมาคมเพื่อนบ้าน'],
  Tamil: ['வாடகையாளர் சங்கம்', 'அக்கம்பக்க மன்றம்'],
  Georgian: ['მოიჯარეთა კავშირი', 'მეზობელთა საზოგადოება'],
  Ethiopic: ['የተከራዮች ማህበር', 'የጎረቤት ማህበር (ሰሜን)'],
} as const

const paragraph = (text: string): Block => ({ kind: 'paragraph', inlines: [{ kind: 'text', text }] })

const arabicBlocks: readonly Block[] = [
  paragraph(
    'نحن ائتلاف من المنظمات التي تتحدث باسم المستأجرين والمسافرين ومن يعملون ليلا. نكتب إليكم اليوم لنكرر مطلبنا بأن تتوقف شركة Halden Systems عن تأجير ماسح المشي المسمى Stride للملاك العامين. إن الحفاظ على ثقة من يعيشون خلف تلك الأبواب يتطلب أن تتصرفوا الآن.',
  ),
  {
    kind: 'paragraph',
    inlines: [
      { kind: 'text', text: 'منذ أن أرسلنا ' },
      { kind: 'link', text: 'رسالتنا الأولى', href: 'https://tenants.example/letters/1' },
      {
        kind: 'text',
        text: ' في مايو 2031 طرحت الأسئلة حول هذا الجهاز أينما وضع، ووقع أكثر من 150,000 ساكن عرائض ضده. واعترف أحد عشر مجلسا بلديا، من بينها أكبر ثلاثة مجالس في المنطقة، بأن طريقة المشي ليست مفتاحا.',
      },
    ],
  },
  { kind: 'heading', inlines: [{ kind: 'text', text: 'ما نطلبه منكم' }] },
  { kind: 'numbered', inlines: [{ kind: 'text', text: 'إنهاء كل عقد يستخدم الجهاز بموجبه على باب بيت.' }] },
  { kind: 'numbered', inlines: [{ kind: 'text', text: 'حذف التسجيلات التي تمت بموجب تلك العقود.' }] },
  { kind: 'quote', inlines: [{ kind: 'text', text: '«الباب يعرف المفتاح ولا يعرف الإنسان.»' }] },
  paragraph('نتطلع إلى ردكم المكتوب على هذه الرسالة.'),
]

const mixed = [
  ...namesByScript.Arabic,
  'Tenants’ Union (London)',
  ...namesByScript.Hebrew,
  'Commonweal Alliance for Safe Homes, Eastern Region',
  'شبكة Night Shift',
]

/** A letter that runs from the right, signed in several scripts. */
export function arabicSheet(names: number, changes: Partial<LetterSheet> = {}): LetterSheet {
  const signed = Array.from(
    { length: names },
    (_, n) => `${mixed[n % mixed.length] ?? ''}${n < mixed.length ? '' : ` ${n}`}`,
  )
  return sheetOf(0, {
    text: {
      language: 'ar',
      title: undefined,
      date: parsePartialDate('2032-01-15'),
      recipient: 'Halden Systems',
      addressees: [
        { name: 'ماريت أوسترهولم', title: 'المؤسسة والرئيسة التنفيذية', organization: undefined },
        { name: 'Theo Vance', title: 'المستشار العام', organization: 'Halden Systems, Inc.' },
      ],
      copies: [],
      salutation: 'السيدة أوسترهولم والسيد فانس المحترمين،',
      blocks: arabicBlocks,
      closing: 'الموقعون،',
    },
    documentTitle: 'رسالة إلى Halden Systems',
    letterhead: signed,
    groups: [{ heading: undefined, signatories: signed.map(organizationNamed) }],
    paper: 'a4',
    ...changes,
  })
}
