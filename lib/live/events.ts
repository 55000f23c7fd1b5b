/** What happens in a show, said in the past tense. */
export type LiveEvent =
  /** Any change of its state. */
  | { readonly type: 'live.show-changed'; readonly showId: string }
  | { readonly type: 'live.pins-changed'; readonly showId: string }
  /** Order of the line-up or an on-air price. */
  | { readonly type: 'live.line-up-changed'; readonly showId: string }
  | { readonly type: 'live.chat-posted'; readonly showId: string; readonly messageId: string }
  | { readonly type: 'live.chat-deleted'; readonly showId: string; readonly messageIds: readonly string[] }
  | { readonly type: 'live.muted'; readonly showId: string; readonly authorId: string }
  /** `scheduledAt` (ISO 8601): who was reminded of one time is reminded of another, should the show move. */
  | { readonly type: 'live.reminder-due'; readonly reminderId: string; readonly scheduledAt: string }
