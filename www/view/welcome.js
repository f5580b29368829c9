// The samples of the first visit: documents written for this project, about invented places.

/** @import { Key } from "../i18n/i18n.js" */
import { t } from "../i18n/i18n.js";
import { byId, h } from "./dom.js";

/** @type {{ file: string, name: string, title: Key, sub: Key, characters: number }[]} */
export const SAMPLES = [
  { file: "report.txt", name: "云溪县规划实施情况报告.txt", title: "sampleReport", sub: "sampleReportSub", characters: 1681 },
  { file: "communique.txt", name: "澄江市2025年统计公报.txt", title: "sampleCommunique", sub: "sampleCommuniqueSub", characters: 1885 },
  { file: "newspaper.txt", name: "临川日报版面.txt", title: "sampleNews", sub: "sampleNewsSub", characters: 1611 },
];

/** @param {(sample: typeof SAMPLES[number]) => void} open */
export function samplesView(open) {
  const render = () =>
    byId("samples").replaceChildren(
      ...SAMPLES.map(sample =>
        h(
          "li",
          null,
          h(
            "button",
            { "data-action": `sample-${sample.file.replace(".txt", "")}`, onclick: () => open(sample) },
            h("b", null, t(sample.title)),
            h("span", null, t(sample.sub)),
            h("span", { class: "num" }, t("characters", { n: sample.characters })),
          ),
        ),
      ),
    );
  render();
  return render;
}
