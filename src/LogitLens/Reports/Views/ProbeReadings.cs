using LogitLens.Experiments.Probes;
using LogitLens.Runs;

namespace LogitLens.Reports;

/// <summary>What probes read in texts, a row a text and a column a probe: the class to choose, all classes when a cell is pointed at.</summary>
internal static class ProbeReadings
{
    private const int MostProbes = 24;
    private const int MostTexts = 200;
    private const int LongestText = 160;

    /// <summary>The view; null where there is no text to show.</summary>
    public static RunView? Of(FinishedRun run)
    {
        ProbeTrainResult result = run.Result<ProbeTrainResult>();
        int[] probes = Chosen(result);
        Reading[] readings = [.. Readings(run, result).Take(MostTexts + 1)];
        if (readings.Length == 0 || probes.Length == 0)
        {
            return null;
        }

        StringBuilder html = new();
        html.Append(Html.Element(
            "p",
            "What each probe makes of each text: sentences that are obvious to people first, then texts that were tested on. Point at a cell, or move to it by "
            + "the arrow keys, for all classes; click or press Enter to pin it."));
        html.Append("<div class=\"probes\"><label>probability of <select class=\"class\"><option value=\"right\">the right class</option>");
        html.Append(string.Concat(result.Labels.Select((label, place) => $"<option value=\"{place}\">{Html.Text(label.Trim())}</option>")));
        html.Append("</select></label> <label>filter <input type=\"search\" class=\"word\"></label> "
            + "<label><input type=\"checkbox\" class=\"mistaken\"> only texts that the last column gets wrong</label>");
        html.Append("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Probes' readings\"><table class=\"map readings\" "
            + $"data-classes=\"{Html.Text(string.Join('\n', result.Labels.Select(label => label.Trim())))}\"><thead><tr><th scope=\"col\">text</th>"
            + "<th scope=\"col\">class</th>");
        html.Append(string.Concat(probes.Select(probe => Html.Element(
            "th", Short(result.Probes[probe].Site), $"scope=\"col\" title=\"{Html.Text(result.Probes[probe].Site)}\""))));
        html.Append("</tr></thead><tbody>").Append(string.Concat(readings.Take(MostTexts).Select(reading => Row(reading, probes, result))));
        html.Append("</tbody></table></div><div class=\"reading\" role=\"status\" aria-live=\"polite\"></div>");
        foreach (string note in Notes(result, readings.Length, probes.Length))
        {
            html.Append(Html.Element("p", note, "class=\"note\""));
        }

        return new RunView("Text by text", html.Append("</div>").ToString());
    }

    private static IEnumerable<string> Notes(ProbeTrainResult result, int texts, int probes)
    {
        if (texts > MostTexts)
        {
            yield return $"The first {MostTexts} texts; {RunFolder.RecordsFile} has all of them.";
        }

        if (probes < result.Probes.Count)
        {
            yield return $"The {probes} of {result.Probes.Count} probes that do best on the validation part.";
        }

        if (result.Position == "every")
        {
            yield return "A text's numbers are means over its tokens.";
        }
    }

    private static int[] Chosen(ProbeTrainResult result) => result.Probes.Count <= MostProbes
        ? [.. Enumerable.Range(0, result.Probes.Count)]
        : [.. Enumerable.Range(0, result.Probes.Count)
            .OrderByDescending(place => result.Probes[place].ValidationAccuracy ?? result.Probes[place].Accuracy).Take(MostProbes).Order()];

    private static IEnumerable<Reading> Readings(FinishedRun run, ProbeTrainResult result)
    {
        foreach (SentenceReading sentence in result.Sentences)
        {
            int label = result.Labels.Select(each => each.Trim()).ToList().IndexOf(sentence.Label.Trim());
            yield return new Reading(sentence.Text, label, sentence.Probabilities);
        }

        IReadOnlyDictionary<string, UnitPrompt> prompts = run.Prompts();
        foreach (ProbeRecord record in run.Records<ProbeRecord>())
        {
            float[][] mean = [.. Enumerable.Range(0, record.Rows[0].Probabilities.Length).Select(point =>
                Enumerable.Range(0, result.Labels.Count).Select(label => record.Rows.Average(row => row.Probabilities[point][label])).ToArray())];
            yield return new Reading(prompts.GetValueOrDefault(record.Id)?.Text ?? record.Id, record.Label, mean);
        }
    }

    private static string Row(Reading reading, int[] probes, ProbeTrainResult result)
    {
        float[] last = reading.Probabilities[probes[^1]];
        bool mistaken = reading.Label >= 0 && Array.IndexOf(last, last.Max()) != reading.Label;
        return $"<tr data-label=\"{reading.Label}\"{(mistaken ? " data-mistaken" : "")}>"
            + Html.Element("th", Html.Shortened(reading.Text, LongestText), "scope=\"row\"")
            + Html.Element("td", reading.Label >= 0 ? result.Labels[reading.Label].Trim() : "")
            + string.Concat(probes.Select(probe =>
                $"<td class=\"head\" tabindex=\"-1\" "
                + $"data-site=\"{Html.Text(result.Probes[probe].Site)}\" data-p=\"{Written(reading.Probabilities[probe])}\"></td>"))
            + "</tr>";
    }

    private static string Written(float[] probabilities) =>
        string.Join(';', probabilities.Select(probability => probability.ToString("0.###", CultureInfo.InvariantCulture)));

    // blocks.3.hook_resid_post is layer 3; a head keeps its number.
    private static string Short(string site) =>
        site.Split('.') is ["blocks", string layer, .. string[] rest] ? $"L{layer}" + (int.TryParse(rest[^1], out int head) ? $".{head}" : "") : site;

    private sealed record Reading(string Text, int Label, float[][] Probabilities);
}
