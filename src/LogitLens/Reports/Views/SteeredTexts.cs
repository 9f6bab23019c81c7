using LogitLens.Experiments.Steering;
using LogitLens.Runs;

namespace LogitLens.Reports;

/// <summary>What is written without steering and with it, side by side: a setting to choose, a filter by words, what judges say.</summary>
internal static class SteeredTexts
{
    /// <summary>The view; null where no texts were written.</summary>
    public static RunView? Of(FinishedRun run)
    {
        if (run.Task is null)
        {
            return null;
        }

        SteerTextResult result = run.Result<SteerTextResult>();
        SteerTextSetting[] settings = [.. result.Settings];
        int own = Array.FindIndex(settings, each => each.Kind == TextSettingKind.Unsteered);
        int[] others = [.. Enumerable.Range(0, settings.Length).Where(place => settings[place].Kind != TextSettingKind.Unsteered)];
        if (own < 0 || others.Length == 0)
        {
            return null;
        }

        string best = result.Best.Count > 0 ? result.Best[0].Name : settings[others[0]].Name;
        StringBuilder texts = new();
        int all = 0, shown = 0;
        foreach (SteerTextRecord record in run.Records<SteerTextRecord>())
        {
            all++;
            if (texts.Length < RunView.MostBytes)
            {
                shown++;
                texts.Append(Pair(record, result, own, others, best));
            }
        }

        StringBuilder html = new();
        html.Append(Html.Element(
            "p", $"What is written after each prompt: without steering, and under a setting. In brackets what judges say: above 0 for {result.Towards}."));
        html.Append("<div class=\"steered\"><label>setting <select class=\"setting\">");
        html.Append(string.Concat(others.Select(place =>
            $"<option value=\"{place}\"{(settings[place].Name == best ? " selected" : "")}>{Html.Text(settings[place].Name)}</option>")));
        html.Append("</select></label> <label>filter <input type=\"search\" class=\"word\"></label> "
            + "<label><input type=\"checkbox\" class=\"turned\"> only those that the first judge calls another class than without</label>"
            + "<p class=\"note count\" role=\"status\" aria-live=\"polite\"></p>");
        html.Append("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Texts\">").Append(texts).Append("</div>");
        if (shown < all)
        {
            html.Append(Html.Element("p", $"The first {shown} of {all} continuations; all of them are in {RunFolder.RecordsFile}.", "class=\"note\""));
        }

        return new RunView("Before and after", html.Append("</div>").ToString());
    }

    private static string Pair(SteerTextRecord record, SteerTextResult result, int own, int[] others, string best)
    {
        StringBuilder html = new();
        SteeredText before = record.Texts[own];
        html.Append("<article class=\"pair\">").Append(Html.Element("p", $"{record.Id}: {record.Prompt}", "class=\"prompt\""));
        html.Append("<div class=\"sides\"><div><h4>without</h4>").Append(Said(before, result)).Append("</div><div class=\"with\">");
        foreach (int place in others)
        {
            SteeredText after = record.Texts[place];
            bool turned = before.Scores.Count > 0 && Math.Sign(before.Scores[0]) * Math.Sign(after.Scores[0]) < 0;
            html.Append($"<div data-setting=\"{place}\"{(turned ? " data-turned" : "")}{(after.Setting == best ? "" : " hidden")}>");
            html.Append(Html.Element("h4", after.Setting)).Append(Said(after, result)).Append("</div>");
        }

        return html.Append("</div></div></article>").ToString();
    }

    private static string Said(SteeredText text, SteerTextResult result)
    {
        IEnumerable<string> scores = text.Scores.Select((score, judge) =>
            string.Create(CultureInfo.InvariantCulture, $"{result.Judges[judge].Judge} {score:+0.00;-0.00;0}"));
        return Html.Element("p", text.Text, "class=\"text\"") + Html.Element("p", $"[{string.Join(", ", scores)}]", "class=\"note\"");
    }
}
