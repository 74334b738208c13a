import type { Language } from './language.js';
import type { ReportModel } from './model.js';

/** A report in one format, made up but not written yet. */
export interface Rendering {
  /** What the file shows, in pieces: the entity tag is made of it. */
  content(): Iterable<string>;
  /** The file's bytes. */
  write(): Iterable<string> | Promise<Uint8Array>;
}

export interface Format<Model = ReportModel> {
  /** As it ends an address and a file's name. */
  readonly extension: string;
  /** Without parameters. */
  readonly media: string;
  /** The whole `content-type`. */
  readonly contentType: string;
  /** Whether the same content is the same bytes: not so where a library packs them. */
  readonly exact: boolean;
  render(model: Model, language: Language): Rendering;
}

/** A format whose content is its very text. */
export const textFormat = <Model>(
  about: Pick<Format, 'extension' | 'media' | 'contentType'>,
  lines: (model: Model, language: Language) => Iterable<string>,
): Format<Model> => ({
  ...about,
  exact: true,
  render: (model, language) => ({ content: () => lines(model, language), write: () => lines(model, language) }),
});
