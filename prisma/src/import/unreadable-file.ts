/** A file that is not what it is said to be; the message is for whoever sent it. */
export class UnreadableFile extends Error {}
