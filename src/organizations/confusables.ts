/**
 * Characters that look like others: each line is a Latin letter and what is drawn like it in Cyrillic, Greek, Armenian,
 * Cherokee, Coptic, Lisu, Canadian syllabics, Roman numerals and rarer Latin. Written for this project after the idea of UTS #39
 * (confusables); it is not that table, and knows only of letters that look like Latin ones: of no likeness between two
 * other scripts (Hebrew and Arabic, two scripts of India), and of none within one. A small letter that is drawn like a
 * capital (в) is left out, since two letters of one alphabet must not become one.
 */
const lookingLike: readonly (readonly [letter: string, twins: string])[] = [
  ['a', 'аА⍺αΑɑᴀᎪꓮ𐊠ₐ@4ᗅ'],
  ['b', 'ЬьВΒƄɓʙᏴꓐꞴƅᏏᖯ8ᗷᑲ'],
  ['c', 'сСϲϹᴄⅭⅽᏟꓚƈⲤⲥꮯᑕ'],
  ['d', 'ԁժɗđᏧᎠꓓⅮⅾÐᴅƉɖðᗞᑯ'],
  ['e', 'еЕεΕɛеҽєЄᎬꓰⲈ℮ҿɇᴇ3ꬲ'],
  ['f', 'ƒϝϜꓝẝғҒքՖᶂꬵꞙᖴ'],
  ['g', 'ɡɢցԌᏀꓖɠǥᶃᎶ9Ᏻ'],
  ['h', 'һҺНΗհᎻꓧⲎʜԋħңҢᏂᕼ'],
  ['i', 'іІїЇιΙɩıɪⲒӀӏⅠɨᎥꭵꙇ'],
  ['j', 'јЈϳͿꓙᎫʝɉᴊᒍ'],
  ['k', 'кКκΚᏦꓗⲔқҚӄҟҡᴋƙĸϏ'],
  ['l', '1|ǀ∣ⅼⅬᏞꓡʟℓɫłŁƖꓲᒪ'],
  ['m', 'мМΜᎷꓟⅯⅿⲘᴍɱϺᗰ'],
  ['n', 'пηΝոռնɴꓠⲚŋƞᴨ'],
  ['o', 'оОοΟσօՕᴏⲞⲟꓳ𐊒○◯Øøө0ΘθѲѳϴꬽ'],
  ['p', 'рРρΡϱᏢꓑⲢⲣᴘƿþҏҎᑭ'],
  ['q', 'ԛԚզգʠϙϘ'],
  ['r', 'гᴦᏒꓣʀɾɼᎡґꮁᖇꭇ'],
  ['s', 'ѕЅʂƽꓢᏚՏꜱ$5ꮪᏕᔕ'],
  ['t', 'тТτΤᎢꓔⲦᴛҭҬƭ7'],
  ['u', 'υսᴜՍꓴʋᑌꞟ'],
  ['v', 'νѵѴᴠᏙꓦⅤⅴ∨ᶌꮩᐯ'],
  ['w', 'шԝԜѡѠωᴡᎳꓪաꮃᏔᗯ'],
  ['x', 'хХχΧꓫⲬⅩⅹ×ҳҲ᙭Ꭓ'],
  ['y', 'уУүҮγΥʏꓬⲨўЎɣӯᎩᎽꭚ'],
  ['z', 'ᴢᏃꓜΖζʐȥ2ꮓ'],
]

/** What each character is drawn like. Digits are letters here, each another, so that two numbers are never one name. */
export const drawnLike: ReadonlyMap<string, string> = new Map(
  lookingLike.flatMap(([letter, twins]) => [...twins].map((twin) => [twin, letter] as const)),
)
