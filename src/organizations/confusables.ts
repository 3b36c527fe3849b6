/**
 * Characters that look like others: each line is a Latin letter and what is drawn like it in Cyrillic, Greek, Armenian,
 * Cherokee, Coptic, Lisu, Roman numerals and rarer Latin. Written for this project after the idea of UTS #39
 * (confusables); it is not that table, and knows only of letters that look like Latin ones: of no likeness between two
 * other scripts (Hebrew and Arabic, two scripts of India), and of none within one. A small letter that is drawn like a
 * capital (в) is left out, since two letters of one alphabet must not become one.
 */
const lookingLike: readonly (readonly [letter: string, twins: string])[] = [
  ['a', 'аА⍺αΑɑᴀᎪꓮ𐊠ₐ@4'],
  ['b', 'ЬьВΒƄɓʙᏴꓐꞴƅᏏᖯ8'],
  ['c', 'сСϲϹᴄⅭⅽᏟꓚƈⲤⲥ'],
  ['d', 'ԁժɗđᏧᎠꓓⅮⅾÐᴅƉɖð'],
  ['e', 'еЕεΕɛеҽєЄᎬꓰⲈ℮ҿɇᴇ3'],
  ['f', 'ƒϝϜꓝẝғҒքՖᶂ'],
  ['g', 'ɡɢցԌᏀꓖɠǥᶃᎶ9'],
  ['h', 'һҺНΗհᎻꓧⲎʜԋħңҢ'],
  ['i', 'іІїЇιΙɩıɪⲒӀӏⅠɨ'],
  ['j', 'јЈϳͿꓙᎫʝɉᴊ'],
  ['k', 'кКκΚᏦꓗⲔқҚӄҟҡᴋƙĸϏ'],
  ['l', '1|ǀ∣ⅼⅬᏞꓡʟℓɫłŁƖꓲ'],
  ['m', 'мМΜᎷꓟⅯⅿⲘᴍɱϺ'],
  ['n', 'пηΝոռնɴꓠⲚŋƞᴨ'],
  ['o', 'оОοΟσօՕᴏⲞⲟꓳ𐊒○◯Øøө0ΘθѲѳϴ'],
  ['p', 'рРρΡϱᏢꓑⲢⲣᴘƿþҏҎ'],
  ['q', 'ԛԚզգʠϙϘ'],
  ['r', 'гᴦᏒꓣʀɾɼᎡґ'],
  ['s', 'ѕЅʂƽꓢᏚՏꜱ$5'],
  ['t', 'тТτΤᎢꓔⲦᴛҭҬƭ7'],
  ['u', 'υսᴜՍꓴʋ'],
  ['v', 'νѵѴᴠᏙꓦⅤⅴ∨ᶌ'],
  ['w', 'шԝԜѡѠωᴡᎳꓪա'],
  ['x', 'хХχΧꓫⲬⅩⅹ×ҳҲ'],
  ['y', 'уУүҮγΥʏꓬⲨўЎɣӯ'],
  ['z', 'ᴢᏃꓜΖζʐȥ2'],
]

/** What each character is drawn like. Digits are letters here, each another, so that two numbers are never one name. */
export const drawnLike: ReadonlyMap<string, string> = new Map(
  lookingLike.flatMap(([letter, twins]) => [...twins].map((twin) => [twin, letter] as const)),
)
