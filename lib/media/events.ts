/** What media says has happened; ids, not copies. */
export type MediaEvent =
  /** The first segment of an encoder's run is there: the show has a picture. */
  | { readonly type: 'media.epoch-opened'; readonly showId: string; readonly epochId: string }
  /** An open epoch without a segment for a while, or one whose key was taken away. May be said more than once. */
  | { readonly type: 'media.signal-lost'; readonly showId: string; readonly epochId: string }
  | { readonly type: 'media.signal-back'; readonly showId: string; readonly epochId: string }
  /** Retention took the show's media; its record stays with whom it belongs to. */
  | { readonly type: 'media.replay-removed'; readonly showId: string }
