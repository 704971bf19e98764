// The voices of this device.

/** Return the language of a tag, without region and script: "en" for "en-GB" and "en_GB". */
export function baseLanguage(tag: string): string {
  return tag.toLowerCase().split(/[-_]/)[0]!;
}

/** Return the voices that speak a language on this device itself: a voice of the network would be sent the words. */
export function localVoices(lang: string): SpeechSynthesisVoice[] {
  const voices = window.speechSynthesis?.getVoices() ?? [];
  return voices.filter((voice) => voice.localService && baseLanguage(voice.lang) === baseLanguage(lang));
}
