export interface NoticesEvent {
  readonly type: 'notices.mail-written'
  readonly mailId: string
}
