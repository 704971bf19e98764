// The rules of the second look for English. Each names a few ways of saying a thing that hardly ever mean anything else; many
// more ways are left out on purpose. Curly apostrophes have become straight ones, and many people type none.
//
// No pattern looks back: browsers of 2022 can't. What stands before the words in question is part of the match, the words
// themselves are the group "quoted"; where the group "unless" has something, the pattern does not count.

import type { Finding } from "../../ui/rehearsal-data";

interface Rule {
  rule: Exclude<Finding["rule"], "long">;
  patterns: RegExp[];
}

/** Make a pattern from parts. A space stands for any white space. */
const pattern = (...parts: string[]): RegExp => new RegExp(parts.join("").replaceAll(" ", "\\s+"), "giu");

/** The beginning of a sentence. */
const sentence = "(?:^|[.!?…\\n]\\s*)";
/** The beginning of a clause: also after other punctuation. */
const part = "(?:^|[.!?,;:…–—\\n-]\\s*)";
/** The beginning of a question, perhaps after a small word. */
const question = `(?:${part}|\\b(?:so|but|and|then|ok|okay|well|now|honestly|hey) )`;
/** The beginning of a request. */
const request =
  `(?:${part}|\\b(?:please|just|now|then|ok|okay|hey|so|and|well|first|come on|can you|could you|will you|try to|` +
  "you (?:really |just )?(?:need|have|got|ought) to|you must|you should|you'?d better|(?:want|need|asking|ask) you to) )";
/** Words that make what follows stronger, any number of them. */
const very = "(?:just |really |so |very |quite |pretty |a bit |a little |kind of |honestly |truly |feeling )*";
/** Feelings that somebody else would have to look after. */
const painful =
  "(?:hurt|upset|offended|insulted|disrespected|disappointed|frustrated|annoyed|angry|mad|sick of|tired of|fed up|scared|" +
  "frightened|threatened|uncomfortable|unsafe|nervous|embarrassed|humiliated|attacked|unappreciated|overwhelmed|sad|terrible|" +
  "awful|horrible|betrayed|let down|heartbroken)\\b";
/** A beginning that hears or agrees. */
const heard =
  "\\b(?:i (?:totally |really |completely |fully |do |can |absolutely |truly )*" +
  "(?:understand|appreciate|respect|hear (?:you|that|what|how)|get (?:it|that|you|why|what you|how (?:you|hard))|" +
  "see (?:that|why|what you|your|how (?:you|hard))|know (?:that )?(?:you|it'?s|it is|this is|how (?:you|hard))|" +
  "believe (?:you|that you)|feel for you)|you'?re (?:absolutely |totally |quite )?right|fair enough)\\b";
/** A beginning that apologizes. */
const sorry = "\\b(?:(?:i'?m |i am |so |very |really |truly )*sorry|i (?:do )?apologi[sz]e)\\b";
/** "But" and what follows it, where that does not open something new. */
const takenBack =
  "(?<quoted>but\\b(?! (?:i|we|you)(?:'ll| will| can| could| might) | what (?:i|we) can | let'?s | not | also | maybe )" +
  "(?: [^\\s.!?]+){1,6})";
/** Anything up to the end of the clause or of the sentence. */
const [clauseRest, sentenceRest] = ["[^.!?,]*", "[^.!?]*"];

const argues: Rule = {
  rule: "argues",
  patterns: [
    pattern("\\b(?:that|it)(?:'?s| is) (?:just |simply |really )?not (?:true|the case|what i said|what happened)\\b"),
    pattern("\\b(?:that|it) isn'?t (?:true|the case|what i said|what happened)\\b"),
    pattern(sentence, `(?<quoted>actually,? (?:you|your|it|the|that|there|we|he|she|they) ${sentenceRest})`),
    pattern(sentence, "(?<quoted>no,? you (?:didn'?t|did not|don'?t|aren'?t|weren'?t|haven'?t|never|did|are|have)\\b)"),
    pattern(
      "\\b(?:nobody|no one) (?:has been|else has|took|stole|moved|touched|is (?:following|watching|spying|laughing|judging|",
      `attacking|accusing|babysitting|threatening|stealing|poisoning|plotting|blaming|punishing|trying to))\\b${clauseRest}`,
    ),
    pattern(
      "\\b(?:i|we|she|he|they) (?:didn'?t|did not|never) (?:throw|threw|take|took|touch|touched|steal|stole|move|moved) ",
      `(?:anything|any|your)\\b${clauseRest}`,
    ),
    pattern("\\b(?:i|we|she|he|they) (?:didn'?t|did not|never) (?:laugh(?:ed)? at|lied? to) you\\b"),
    pattern("\\bi (?:didn'?t|did not|never) (?:say|said|wrote|write) (?:that|so|anything like that)(?=[.,!]|$)"),
    pattern(
      "\\b(?:voices|they|it|that|this|he|she)(?: aren'?t| isn'?t| are not| is not|'s not|'re not) (?:real|poison(?:ed)?)\\b",
    ),
    pattern("\\b(?:it|that)(?:'s not| isn'?t| is not) in (?:our|the|my) (?:system|files?|records?|books|ledger)\\b"),
    pattern(
      "\\b(?:the|our|my|your) (?:lock|log|records?|ledger|cameras?|account) (?:shows?|says?|records|proves?) ",
      clauseRest,
    ),
    pattern("\\baccording to (?:the|our|my) (?:ledger|records?|log|system|files?|chart|notes|computer)\\b"),
    pattern(
      "\\bi(?:'m| am) not (?:against you|lying|laughing at|judging|attacking|accusing|spying|the enemy|your enemy|",
      "your mother|your father|one of them|on at you)\\b",
    ),
    pattern(`\\bi(?:'m| am) \\w+ing (?:to )?you ${sentenceRest}aren'?t i\\b`),
    pattern("\\bi don'?t work for (?:them|any|the)\\w*"),
    pattern("\\bthere(?:'s| is) (?:nobody|no one|nothing) (?:there|following|behind|under|outside)\\b"),
    pattern(
      "(?<unless>\\b(?:if|maybe|perhaps) )?(?<quoted>you(?:'re| are) (?:just |simply |only )?",
      "(?:wrong|mistaken|imagining|being paranoid|exaggerating)\\b)",
    ),
    pattern("\\byou (?:misunderstood|misheard|must have (?:forgotten|lost|misplaced|dreamed))\\b"),
    pattern("\\b(?:the fact is|facts are facts|it'?s all in your head)\\b"),
  ],
};

const hoped = "(?<unless>\\b(?:promise|hope|if|think|say|whether|wish|sure|know)(?: that)? )?";
const promise: Rule = {
  rule: "promise",
  patterns: [
    pattern("\\b(?:i|we)(?:'ll| will| do)? (?:promise|guarantee|swear)\\b"),
    pattern("[,.!?] (?<quoted>promise)(?=[.!]|$)"),
    pattern("\\b(?:you have|i give you|you'?ve got) my word\\b"),
    pattern(
      hoped,
      "(?<quoted>\\b(?:it|this|that) (?:won'?t|will not|will never|isn'?t going to|is never going to)(?: ever)? ",
      "happen again\\b)",
    ),
    pattern(
      hoped,
      "(?<quoted>\\b(?:everything|it|this|things|that|all)(?:'s| is|'ll| will| are)(?: all)?(?: going to)? ",
      "(?:be|get|turn out|work out) (?:all )?(?:fine|okay|ok|alright|right|better)\\b)",
    ),
    pattern(
      "\\b(?:nobody|no one|nothing)(?: bad)?(?:'s going to| is going to| will|'ll|'s ever going to| is ever going to)",
      `(?! (?:make|force|push|rush|tell)\\b) ${clauseRest}`,
    ),
    pattern(
      hoped,
      "(?<quoted>\\byou(?:'ll| will| are going to|'re going to)(?: definitely| certainly)? ",
      `(?:be (?:just )?(?:fine|okay|ok|alright|all right)\\b|get (?:your|every|all|the)\\b${sentenceRest}\\bback\\b))`,
    ),
    pattern(
      hoped,
      "(?<quoted>\\byou(?: won'?t| will not| will never|'ll never| aren'?t going to| are not going to) ",
      `(?:lose|be evicted|get evicted|be put out|be homeless)\\b${clauseRest})`,
    ),
    pattern(
      "\\bi(?:'ll| will) make sure (?:that )?(?:nobody|no one|nothing|it|this|that|she|he|they|everybody|everyone) ",
      clauseRest,
    ),
  ],
};

const why: Rule = {
  rule: "why",
  patterns: [
    pattern(
      question,
      "(?<quoted>why (?!don'?t (?:you|we|i)\\b)(?:do|did|didn'?t|are|aren'?t|were|weren'?t|can'?t|couldn'?t|won'?t|wouldn'?t|",
      `would|have|haven'?t|must|should) you\\b${sentenceRest})`,
    ),
    pattern(question, `(?<quoted>why (?:would|should|does|can) ${sentenceRest}\\byou\\b${sentenceRest})`),
    pattern(`\\bhow come(?=\\s*[?.!,]|$| you\\b)${sentenceRest}`),
    pattern(
      `\\b(?:tell me|explain(?: to me)?|want to know|like to know|don'?t (?:understand|get)|can'?t understand) why you\\b${sentenceRest}`,
    ),
  ],
};

const but: Rule = {
  rule: "but",
  patterns: [
    pattern(`(?:${heard}|${sorry})`, "(?:[\\s,:;]+[^\\s.!?]+){0,13}?[\\s,;–—-]+", takenBack),
    // Not after an apology: "Sorry. But …" often goes on with what is possible.
    pattern(heard, "(?: [^\\s.!?]+){0,8}[.!] ", takenBack),
  ],
};

const calming: Rule = {
  rule: "calming",
  patterns: [
    pattern(request, "(?<quoted>(?:calm|settle|simmer|cool|quiet(?:en)?)(?: yourself)? down\\b)"),
    pattern(
      request,
      "(?<quoted>calm yourself|relax|chill(?: out)?|take it easy|get a grip|pull yourself together|behave(?: yourself)?)",
      "(?=[\\s.,!]|$)",
    ),
    pattern(request, "(?<quoted>easy(?:,? easy)* now\\b)"),
    pattern(part, "(?<quoted>sh{2,}\\b)"),
    pattern(request, "(?<quoted>take (?:a|some|a few) (?:deep |slow |big )*breaths?\\b)"),
    pattern(request, "(?<quoted>(?:lower|watch|mind|keep) your (?:voice|tone|language|mouth)(?: down)?\\b)"),
    pattern(request, "(?<quoted>(?:stop|quit) (?:shouting|yelling|screaming|swearing|cursing)\\b)"),
    pattern(
      request,
      "(?<quoted>don'?t (?:you )?(?:shout|yell|scream|swear|curse|raise your voice|take that tone|use that tone|",
      "(?:talk|speak) to me (?:like|in) (?:that|this))\\b)",
    ),
    pattern("\\byou (?:can'?t|cannot|may not) (?:talk|speak|shout|yell) (?:to|at) me\\b"),
    pattern(
      "\\bno (?:need|reason) to (?:shout|yell|scream|raise your voice|get (?:so )?(?:upset|angry|worked up|excited))\\b",
    ),
  ],
};

const feeling: Rule = {
  rule: "feeling",
  patterns: [
    pattern("\\bi(?:'m| am| feel| get|m) ", very, painful),
    pattern(
      "\\bi (?:was|felt|got) ",
      very,
      painful,
      "(?= too\\b| when you\\b| by you\\b| by what you\\b| that you\\b)",
    ),
    pattern(
      "\\b(?:it|that|this|you) ",
      very,
      "(?:hurts?|upsets?|scares?|offends?|insults?|frustrates?|annoys?|frightens?|saddens?) me\\b",
    ),
    pattern(
      "\\byou(?:'re| are) ",
      very,
      "(?:scaring|hurting|frightening|upsetting|annoying|insulting|frustrating|offending|embarrassing) me\\b",
    ),
    pattern("\\b(?:it|that|this|you)(?:'re| are)? ", very, "(?:makes?|making|made) me (?:feel )?", very, painful),
    pattern(
      "\\b(?:it|that|this)(?:'s| is) ",
      very,
      "(?:hurtful|frustrating|upsetting|insulting|embarrassing) (?:for|to) me\\b",
    ),
    pattern(
      "\\bi don'?t (?:appreciate (?:it|you|your|being|that)|like (?:it when you|the way you|how you|your tone|being))\\b",
    ),
    pattern("\\b(?:hurts?|hurting) my feelings\\b"),
  ],
};

/** The rules, each of which is reported once at most. */
export const englishRules: Rule[] = [argues, promise, why, but, calming, feeling];
