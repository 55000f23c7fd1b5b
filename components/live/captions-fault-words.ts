import type { FaultWords, Locale } from '#lib/kernel/locale.ts'
import type { CaptionsFault, CaptionsFlaw } from '#lib/live/model.ts'

const WHY: Readonly<Record<CaptionsFlaw, Readonly<Record<Locale, (line: number) => string>>>> = {
  'not-text': {
    zh: () => '这个文件不是 UTF-8 文本。',
    en: () => 'The file is not UTF-8 text.',
    fr: () => 'Le fichier n’est pas du texte UTF-8.',
  },
  'no-header': {
    zh: () => '第一行应当是 WEBVTT。',
    en: () => 'Its first line should be WEBVTT.',
    fr: () => 'Sa première ligne devrait être WEBVTT.',
  },
  'no-cues': {
    zh: () => '里面没有一条字幕。',
    en: () => 'There is no caption in it.',
    fr: () => 'Il ne contient aucun sous-titre.',
  },
  'bad-time': {
    zh: (line) => `第 ${line} 行的时间看不懂：请写成 00:01:02.500 --> 00:01:05.000。`,
    en: (line) => `The times in line ${line} cannot be read: write them like 00:01:02.500 --> 00:01:05.000.`,
    fr: (line) => `Les temps de la ligne ${line} sont illisibles : écrivez 00:01:02.500 --> 00:01:05.000.`,
  },
}

/** What a file of captions may answer besides the verbs. */
export const CAPTIONS_FAULT_WORDS: FaultWords<CaptionsFault> = {
  'captions-too-big': {
    zh: ({ limitBytes }) => `字幕文件太大，最多 ${limitBytes / 1024 / 1024} MB。`,
    en: ({ limitBytes }) => `The captions are too big: ${limitBytes / 1024 / 1024} MB at most.`,
    fr: ({ limitBytes }) => `Les sous-titres sont trop lourds : ${limitBytes / 1024 / 1024} Mo au plus.`,
  },
  'captions-unreadable': {
    zh: ({ why, line }) => `这不是能用的 WebVTT 字幕，没有换上。${WHY[why].zh(line)}`,
    en: ({ why, line }) => `These are no WebVTT captions; nothing was changed. ${WHY[why].en(line)}`,
    fr: ({ why, line }) => `Ce ne sont pas des sous-titres WebVTT ; rien n’a changé. ${WHY[why].fr(line)}`,
  },
}
