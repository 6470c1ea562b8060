import { type ComponentType, use } from 'react';

/** A component whose code is loaded when it is first shown, or before by `load`. */
export type LazyView<P extends object> = ComponentType<P> & { readonly load: () => Promise<unknown> };

/**
 * Unlike React's own, what was loaded is drawn at once, without a moment in which the place is empty. A load that failed is tried again.
 */
export function lazyView<P extends object>(find: () => Promise<ComponentType<P>>): LazyView<P> {
  let found: ComponentType<P> | null = null;
  let asked: Promise<ComponentType<P>> | null = null;
  const load = (): Promise<ComponentType<P>> => {
    asked ??= find().then(
      (component) => {
        found = component;
        return component;
      },
      (error: unknown) => {
        asked = null;
        throw error;
      },
    );
    return asked;
  };
  const View = (props: P) => {
    const Shown = found ?? use(load());
    return <Shown {...props} />;
  };
  return Object.assign(View, { load });
}

/** Loads what will be shown soon. Where that fails it is asked for again, and the failure told, when it is shown. */
export function loadAhead(view: { readonly load: () => Promise<unknown> } | undefined): void {
  view?.load().catch(() => undefined);
}
