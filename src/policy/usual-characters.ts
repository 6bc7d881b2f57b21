/** Radicals that PDF fonts give for ordinary characters, beyond those that Unicode itself maps (U+2E80–2EFF). */
const RADICALS =
  '⺁厂⺄乙⺆冂⺇几⺉刂⺋㔾⺌小⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺕彐⺖忄⺗㣺⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺨犭⺩王⺪疋⺫目⺬示⺭礻⺮竹⺰纟⺱罒⺲罒⺶羊⺷羊⺹耂⺺肀⺻聿⺼肉⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃西⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟飠⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟';

const USUAL: ReadonlyMap<string, string> = new Map(
  Array.from({ length: RADICALS.length / 2 }, (_, index) => [
    RADICALS.charAt(index * 2),
    RADICALS.charAt(index * 2 + 1),
  ]),
);

/**
 * The text with the characters that its author typed: Kangxi radicals (⽤ → 用), other radicals (⻑ → 長), ligatures
 * (ﬁ → fi) and compatibility ideographs as PDF fonts name them. Numbers such as ① stay as they are.
 */
export function withUsualCharacters(text: string): string {
  return text
    .replace(/[\u2e80-\u2eff]/g, (radical) => USUAL.get(radical) ?? radical)
    .replace(/[\u2f00-\u2fdf\ufb00-\ufb06]/g, (character) => character.normalize('NFKC'))
    .replace(/[\u00a0\u2000-\u200a\u202f]/g, ' ');
}
