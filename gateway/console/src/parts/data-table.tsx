import type { ComponentChildren, Ref } from 'preact';
import { useId } from 'preact/hooks';

interface Props {
  /** What the table holds; read out with it, and the name of what scrolls. */
  readonly caption: string;
  readonly children: ComponentChildren;
  readonly area?: Ref<HTMLElement>;
}

/** A table that scrolls by itself where it is too large, by keyboard too. */
export function DataTable({ caption, children, area }: Props) {
  const id = useId();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section class="scroll" ref={area} tabIndex={0} aria-labelledby={id}>
      <table>
        <caption id={id} class="visually-hidden">
          {caption}
        </caption>
        {children}
      </table>
    </section>
  );
}
