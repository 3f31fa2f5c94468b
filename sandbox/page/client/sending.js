// Sends what was typed: a message, or a slash command with the answers a chat client gives when it can't be run.

import { runCommand, say } from "./api.js";
import { localNotice, toast } from "./notices.js";
import { setStatus, state } from "./state.js";
import { encodeText } from "./typed-text.js";

/** True when it was taken; false leaves the text to be sent again. */
export async function sendTyped({ typed, channel, thread }) {
  const command = typed.match(/^\/([\w-]+)(?:\s+([\s\S]*))?$/);
  return command
    ? sendCommand({ command: `/${command[1]}`, text: command[2] ?? "", channel, thread })
    : sendMessage({ text: encodeText(typed), channel, thread });
}

async function sendMessage({ text, channel, thread }) {
  const answer = await say({ channel, text, ...(thread && { thread_ts: thread }) });
  if (!answer.ok) toast(`The message was not sent: ${answer.error}`, { isProblem: true });
  return answer.ok;
}

async function sendCommand({ command, text, channel, thread }) {
  if (!state.commands.some((one) => one.command === command)) {
    localNotice(channel, `${command} is not a valid command. Type \`/\` to see those there are.`, thread);
    return true;
  }
  if (thread) {
    localNotice(
      channel,
      `${command} is not supported in threads. Mention @${state.app.name} here instead.`,
      thread,
    );
    return true;
  }
  setStatus(channel, null, `${command} ${text}`);
  const answer = await runCommand({ channel, command, text });
  setStatus(channel, null, null);
  if (!answer.ok)
    localNotice(
      channel,
      answer.error.startsWith(command) ? answer.error : `${command} failed with the error “${answer.error}”`,
    );
  return true;
}
