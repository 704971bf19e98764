// What the server tells the page: the view model of docs/view-model.md, word for word. Every learner handler
// answers with a `View`; the page keeps no rules of play of its own.

/** Text the server has cleaned; it may be inserted as it is. */
export type Html = string;

export interface Narration {
  kind: "cue";
  html: Html;
}
export interface DialogueLine {
  kind: "line";
  by: string;
  name: string;
  mood: string | null;
  mood_word: string | null;
  face: string | null;
  html: Html;
  lang: string | null;
}
export interface ImageItem {
  kind: "image";
  src: string;
  alt: string;
}
export interface AudioItem {
  kind: "audio";
  src: string;
  transcript: Html;
}
export interface VideoItem {
  kind: "video";
  src: string;
  captions: string | null;
  transcript: Html;
}
export type ContentItem = Narration | DialogueLine | ImageItem | AudioItem | VideoItem;

export interface ChosenAction {
  id: string;
  say: Html | null;
  do: Html | null;
  wait: { seconds: number; html: Html } | null;
}
export interface Choice extends ChosenAction {
  open: boolean;
  closed_because: Html | null;
}

export interface Feedback {
  effect: Html | null;
  why: Html | null;
  instead: Html | null;
}

export interface Scene {
  id: string;
  title: string;
  lines: ContentItem[];
  choices: Choice[];
  asks: Array<"check-in" | "rehearse">;
  hint: Html | null;
}

export interface Step {
  step: number;
  scene: { id: string; title: string };
  lines: ContentItem[];
  choice: ChosenAction;
  replies: ContentItem[];
  feedback: Feedback | null;
}

export interface DebriefPromptAssets {
  script: string;
  style: string;
  words: Record<string, string>;
  standing: Html;
  support: Html;
}

export interface Meter {
  id: string;
  name: string;
  value: number;
  word: string;
  trend: "rising" | "falling" | "steady";
}

export interface Person {
  id: string;
  name: string;
  role: string;
  about: Html;
  face: string | null;
}

export interface SituationInfo {
  minutes: number | null;
  setting: Html | null;
  before: Html | null;
  you_need: Html | null;
  they_want: Html | null;
  body_cue: Html | null;
  content_note: Html | null;
  goals: string[];
  sources: Html[];
}

export interface CurvePoint {
  step: number;
  label: string;
  value: number;
  word: string;
  turn: boolean;
  note: string | null;
}
export interface MeterCurve {
  meter: string;
  max: number;
  points: CurvePoint[];
}

export interface Skill {
  id: string;
  name: string;
  sentence: string;
}

export interface TurningPoint {
  step: number;
  title: string;
  said: ChosenAction;
  stronger: ChosenAction | null;
  why: Html | null;
  strength: "weak" | "strong";
}

export interface Ending {
  id: string;
  kind: string;
  kind_name: string;
  title: string;
  lines: ContentItem[];
  later: Html | null;
  their_view: { name: string; face: string | null; html: Html } | null;
  asks: Html[];
}

export interface Score {
  percent: number;
  earned: number;
  possible: number;
  pass_percent: number;
  passed: boolean;
}

export interface Result {
  score: Score | null;
  recorded: boolean;
  withheld: string | null;
  ending: Ending;
  skills: { strong: Skill[]; next: Skill[] };
  curve: MeterCurve | null;
  other_curves: MeterCurve[];
  turning_points: TurningPoint[];
  endings: { found: number; of: number };
}

export interface Grade {
  percent: number;
  earned: number;
  possible: number;
  passed: boolean;
}

export interface View {
  phase: "about" | "scene" | "ending" | "unavailable";
  attempt: number;
  step: number;
  practice: boolean;
  title: string;
  lang: string | null;
  about: SituationInfo;
  support: Html;
  people: Person[];
  scene: Scene | null;
  transcript: Step[];
  meters: Meter[];
  result: Result | null;
  /** At an ending: what its questions need to be written to; null where a file is missing. */
  asking?: DebriefPromptAssets | null;
  notice: string | null;
  attempts_left: number | null;
  /** Which of several runs counts, as a sentence. */
  kept: string;
  /** What "try again from here" begins. */
  retry: "practice" | "graded";
  grade: Grade | null;
  can: { begin: boolean; choose: boolean; rewind: boolean };
  problems: Array<{ message: string }>;
}

/** What a learner handler may be asked. A step is named, so that it counts once however often it is sent. */
export type Request =
  | { handler: "state"; body: Record<string, never> }
  | { handler: "begin"; body: { attempt: number } }
  | { handler: "choose"; body: { attempt: number; step: number; choice: string } }
  | { handler: "rewind"; body: { attempt: number; step: number } };

export interface Refusal {
  error: string;
  code: string;
  state: View | null;
}
