// Shapes of the learner's scenario page, as docs/view-model.md describes them. Each learner handler answers with a
// `View`; the page has no rules of play of its own.

/** HTML that the server has cleaned; it may be inserted as it is. */
export type Html = string;

/** Something that is seen or happens. */
export interface Narration {
  kind: "cue";
  html: Html;
}
/** Something that a person says. */
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
/** A picture. */
export interface ImageItem {
  kind: "image";
  src: string;
  alt: string;
}
/** A sound recording. */
export interface AudioItem {
  kind: "audio";
  src: string;
  transcript: Html;
}
/** A film. */
export interface VideoItem {
  kind: "video";
  src: string;
  captions: string | null;
  transcript: Html;
}
/** One item of a scene, in the author's order. */
export type ContentItem = Narration | DialogueLine | ImageItem | AudioItem | VideoItem;

/** What a choice says and does. */
export interface ChosenAction {
  id: string;
  say: Html | null;
  do: Html | null;
  wait: { seconds: number; html: Html } | null;
}
/** A choice of the current scene. */
export interface Choice extends ChosenAction {
  open: boolean;
  closed_because: Html | null;
}

/** Feedback on a choice. */
export interface Feedback {
  effect: Html | null;
  why: Html | null;
  instead: Html | null;
}

/** The current scene. */
export interface Scene {
  id: string;
  title: string;
  lines: ContentItem[];
  choices: Choice[];
  asks: Array<"check-in" | "rehearse">;
  hint: Html | null;
}

/** A finished step: a scene, the choice taken and the reaction to it. */
export interface Step {
  step: number;
  scene: { id: string; title: string };
  lines: ContentItem[];
  choice: ChosenAction;
  replies: ContentItem[];
  feedback: Feedback | null;
}

/** The script, style and texts for writing answers to the questions of an ending. */
export interface DebriefPromptAssets {
  script: string;
  style: string;
  words: Record<string, string>;
  standing: Html;
  support: Html;
}

/** A meter of the client's state. */
export interface Meter {
  id: string;
  name: string;
  value: number;
  word: string;
  trend: "rising" | "falling" | "steady";
}

/** A person of the scenario. */
export interface Person {
  id: string;
  name: string;
  role: string;
  about: Html;
  face: string | null;
}

/** The information before the conversation begins. */
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

/** A meter's value at one step. */
export interface CurvePoint {
  step: number;
  label: string;
  value: number;
  word: string;
  turn: boolean;
  note: string | null;
}
/** A meter's values over the conversation. */
export interface MeterCurve {
  meter: string;
  max: number;
  points: CurvePoint[];
}

/** A skill and a sentence about how it was used. */
export interface Skill {
  id: string;
  name: string;
  sentence: string;
}

/** A step at which the conversation changed. */
export interface TurningPoint {
  step: number;
  title: string;
  said: ChosenAction;
  stronger: ChosenAction | null;
  why: Html | null;
  strength: "weak" | "strong";
}

/** The ending that was reached. */
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

/** The score of a run. */
export interface Score {
  percent: number;
  earned: number;
  possible: number;
  pass_percent: number;
  passed: boolean;
}

/** The result of a finished run. */
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

/** The recorded grade. */
export interface Grade {
  percent: number;
  earned: number;
  possible: number;
  passed: boolean;
}

/** All that the page shows. */
export interface View {
  phase: "about" | "scene" | "changed" | "ending" | "unavailable";
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
  /** At an ending: what is needed to write answers; null when a file is missing. */
  asking?: DebriefPromptAssets | null;
  /** In phase "changed": an author's edit moved the run onto an ending; whether the learner can end the run now. */
  can_finish: boolean;
  notice: string | null;
  attempts_left: number | null;
  /** Which of several runs counts, as a sentence. */
  kept: string;
  /** The kind of run that "try again from here" begins. */
  retry: "practice" | "graded";
  grade: Grade | null;
  can: { begin: boolean; choose: boolean; rewind: boolean };
  problems: Array<{ message: string }>;
}

/** A request to a learner handler. The step is named, so that a repeated request counts once. */
export type Request =
  | { handler: "state"; body: Record<string, never> }
  | { handler: "begin"; body: { attempt: number } }
  | { handler: "choose"; body: { attempt: number; step: number; choice: string } }
  | { handler: "rewind" | "finish"; body: { attempt: number; step: number } };

/** The answer to a refused request. */
export interface Refusal {
  error: string;
  code: string;
  state: View | null;
}
