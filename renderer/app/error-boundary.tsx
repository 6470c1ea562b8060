import { Button, Code, Group, Stack, Text, Title } from '@mantine/core';
import { Component, type ErrorInfo, type ReactNode } from 'react';

interface Props {
  /** What broke, in the user's words: "this page", "the side panel". */
  readonly where: string;
  /** Changes when the user goes elsewhere: then it is tried again. */
  readonly resetKey?: string;
  /** The whole window is gone, not a part of it. */
  readonly whole?: boolean;
  readonly children: ReactNode;
}
interface State {
  readonly error: Error | null;
  readonly stack: string;
}

/** Keeps a fault in one part from taking the others along, and gives a report that can be copied. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null, stack: '' };

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override componentDidCatch(_: unknown, info: ErrorInfo): void {
    this.setState({ stack: info.componentStack ?? '' });
  }

  override componentDidUpdate(before: Props): void {
    if (this.state.error !== null && before.resetKey !== this.props.resetKey) this.setState({ error: null, stack: '' });
  }

  override render(): ReactNode {
    const { error, stack } = this.state;
    if (error === null) return this.props.children;
    const report = [
      `Undercast page report: ${this.props.where}`,
      `Place: ${location.hash}`,
      `Browser: ${navigator.userAgent}`,
      `${error.name}: ${error.message}`,
      error.stack ?? '',
      stack,
    ].join('\n');
    return (
      <Stack p="xl" gap="sm" role="alert" maw={760}>
        <Title order={2}>Something went wrong in {this.props.where}.</Title>
        <Text>Your data is safe: this is a fault of the display. Try again; if it comes back, copy the report.</Text>
        <Group gap="xs">
          <Button onClick={() => this.setState({ error: null, stack: '' })}>Try again</Button>
          <Button variant="default" onClick={() => void navigator.clipboard.writeText(report)}>
            Copy report
          </Button>
          {this.props.whole === true && (
            <Button variant="default" onClick={() => location.reload()}>
              Reload
            </Button>
          )}
        </Group>
        <Code block mah={280} style={{ overflow: 'auto' }}>
          {report}
        </Code>
      </Stack>
    );
  }
}
