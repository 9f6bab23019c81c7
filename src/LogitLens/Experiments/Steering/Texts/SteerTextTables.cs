using LogitLens.Ratings;
using LogitLens.Runs;
using LogitLens.Tables;

namespace LogitLens.Experiments.Steering;

/// <summary>What is written under steering, as tidy tables, and the rows a reader wants first.</summary>
internal static class SteerTextTables
{
    private const int FewUnits = 2;

    private static readonly Table<SteerTextSetting> s_settings = new Table<SteerTextSetting>("settings", "one setting under which texts are written")
        .Column("setting", row => row.Name, "its name", shown: "setting", key: true)
        .Column("kind", row => row.Kind, "what it is")
        .Column("layers", row => row.Layers.Count == 0 ? null : LayerWindow.Of(row.Layers), "the layers that are steered at once")
        .Column("strength", row => row.Strength, "how far", CellFormat.Number)
        .Column("draw", row => row.Draw, "which draw of a direction; empty for the one that was asked for", CellFormat.Count)
        .Column("aim", row => row.Aim, "1 where texts should be of the class that the direction points to, -1 where of another, 0 for neither",
            CellFormat.Count)
        .Shown("towards", row => row.Judged.Count == 0 ? null : row.Judged[0].Towards.Value, CellFormat.Share)
        .Shown("other", row => row.Judged.Count == 0 ? null : row.Judged[0].Other.Value, CellFormat.Share)
        .Shown("effect", row => row.Judged.Count == 0 ? null : row.Judged[0].Effect?.Value, CellFormat.Share)
        .Shown("wrong", row => row.Judged.Count == 0 ? null : row.Judged[0].WrongWay?.Value, CellFormat.Share)
        .Estimate("kl", row => row.Kl, "KL(next token without steering || with) at the positions written, in nats", EstimateHeadings.Of("kl"))
        .Shown("KL", row => row.Kl.Value, CellFormat.Number)
        .Estimate("perplexity", row => row.Perplexity, "perplexity of the texts in the model without steering", EstimateHeadings.Of("perplexity"))
        .Shown("perplexity", row => row.Perplexity.Value, CellFormat.TwoDecimals)
        .Column("distinct_1", row => row.Distinct[0], "different tokens over all tokens of the texts", CellFormat.Share)
        .Column("distinct_2", row => row.Distinct[1], "the same of pairs of tokens", CellFormat.Share)
        .Column("distinct_3", row => row.Distinct[2], "the same of three tokens in a row", CellFormat.Share)
        .Column("tokens", row => row.Tokens, "mean tokens of a text", CellFormat.Number)
        .Column("random_at_equal_kl", row => row.RandomAtEqualKl?.Mean, "mean effect of random directions where their KL is the same, by the first judge",
            CellFormat.Share)
        .Column("shuffled_at_equal_kl", row => row.ShuffledAtEqualKl?.Mean, "the same of directions of shuffled labels", CellFormat.Share)
        .Column("prompting_at_equal_kl", row => row.PromptingAtEqualKl?.Mean, "the same of texts of the class before the prompt", CellFormat.Share)
        .Column("instruction_at_equal_kl", row => row.InstructionAtEqualKl?.Mean, "the same of an instruction before the prompt", CellFormat.Share);

    private static readonly Table<(SteerTextSetting Setting, JudgedTexts Own)> s_judged = new Table<(SteerTextSetting Setting, JudgedTexts Own)>(
            "judged", "what one judge says of one setting's texts")
        .Column("setting", row => row.Setting.Name, "the setting")
        .Column("kind", row => row.Setting.Kind, "what it is")
        .Column("judge", row => row.Own.Judge, "the judge")
        .Estimate("towards", row => row.Own.Towards, "share that it says are of the class that the direction points to", Headings("towards", "n"),
            CellFormat.Share)
        .Estimate("other", row => row.Own.Other, "share that it says are of another; the rest it cannot tell", EstimateHeadings.Of("other"), CellFormat.Share)
        .Estimate("success", row => row.Own.Success, "share as aimed at; when flipped, of the texts that it could tell", Headings("success", "success_n"),
            CellFormat.Share)
        .Estimate("corrected", row => row.Own.Corrected, "`success` corrected for how the judge does on labelled texts", EstimateHeadings.Of("corrected"),
            CellFormat.Share)
        .Estimate("effect", row => row.Own.Effect, "`success` less the share of unsteered texts that are as aimed at, paired", EstimateHeadings.Of("effect"),
            CellFormat.Share)
        .Estimate("wrong_way", row => row.Own.WrongWay, "share whose score is moved the wrong way", EstimateHeadings.Of("wrong_way"), CellFormat.Share)
        .Estimate("from_towards", row => row.Own.FromTowards, "when flipped: of texts that were of that class unsteered, share that become of another",
            Headings("from_towards", "from_towards_n"), CellFormat.Share)
        .Estimate("from_other", row => row.Own.FromOther, "of texts that were of another, share that become of that class; a push makes one of the two large",
            Headings("from_other", "from_other_n"), CellFormat.Share)
        .Column("random_at_equal_kl", row => row.Own.RandomAtEqualKl?.Mean, "mean effect of random directions where their KL is the same", CellFormat.Share)
        .Column("shuffled_at_equal_kl", row => row.Own.ShuffledAtEqualKl?.Mean, "the same of directions of shuffled labels", CellFormat.Share)
        .Column("shuffled_p_value", row => row.Own.ShuffledAtEqualKl?.PValue, "how often one of these, or the setting itself, does at least as much",
            CellFormat.PValue)
        .Column("prompting_at_equal_kl", row => row.Own.PromptingAtEqualKl?.Mean, "the same of texts of the class before the prompt", CellFormat.Share)
        .Column("instruction_at_equal_kl", row => row.Own.InstructionAtEqualKl?.Mean, "the same of an instruction before the prompt", CellFormat.Share);

    private static readonly Table<JudgeRates> s_judges = new Table<JudgeRates>("judges", "how one judge does on labelled texts")
        .Column("judge", row => row.Judge, "the judge", shown: "judge", key: true)
        .Estimate("accuracy", row => row.Accuracy.ToEstimate(), "share of texts that it places right", EstimateHeadings.LowHighN, CellFormat.Share)
        .Column("right", row => row.Right.Value, "share of the class that the direction points to which it says are of it", CellFormat.Share)
        .Column("wrong", row => row.Wrong.Value, "share of the other classes which it says are of that class", CellFormat.Share)
        .Column("other_right", row => row.OtherRight.Value, "share of the other classes which it says are of another than that class", CellFormat.Share)
        .Column("other_wrong", row => row.OtherWrong.Value, "share of the class which it says are of another", CellFormat.Share);

    private static readonly Table<(SteerTextExample Example, SteeredExcerpt Text)> s_texts = new Table<(SteerTextExample Example, SteeredExcerpt Text)>(
            "texts", "one continuation of one of the first prompts")
        .Column("id", row => row.Example.Id, "the prompt, and which of its continuations", shown: "id", key: true)
        .Column("prompt", row => row.Example.Prompt, "the prompt")
        .Column("setting", row => row.Text.Setting, "the setting", shown: "setting", key: true)
        .Column("text", row => row.Text.Text.Trim(), "what is written", shown: "text");

    public static IReadOnlyList<TableSet> Declared { get; } = [new TableSet("generation",
        [s_settings, s_judged, s_judges, s_texts, DirectionSummary.Table])];

    public static IEnumerable<CsvTable> Of(SteerTextResult result)
    {
        yield return s_settings.Csv(result.Settings);
        yield return s_judged.Csv(result.Settings.SelectMany(setting => setting.Judged.Select(own => (setting, own))));
        yield return s_judges.Csv(result.Judges);
        yield return s_texts.Csv(Excerpts(result));
        yield return DirectionSummary.Table.Csv(result.Directions);
        if (result.Pairs.Count > 0)
        {
            (CsvTable sheet, CsvTable key) = RatingSheet.Of(result.Pairs, result.Question, result.Seed);
            yield return sheet;
            yield return key;
        }
    }

    public static SummaryTable Headline(SteerTextResult result, string what)
    {
        string prompts = string.Join("; ", result.Examples.Select(example => $"{example.Id} {Shown(example.Prompt)}"));
        SummaryTable table = result.N <= FewUnits
            ? s_texts.Summary($"Steering: {what}, {prompts}", Excerpts(result))
            : s_settings.Summary(
                $"Steering: {what}, {result.N} texts; towards is {result.Towards}, other {result.Other}, by judge {result.Judges[0].Judge}",
                result.Settings.Where(setting => setting is { IsShown: true, Draw: null or 1 }));
        return table with { Notes = [.. Remarks(result), .. result.Notes] };
    }

    private static IEnumerable<(SteerTextExample, SteeredExcerpt)> Excerpts(SteerTextResult result) =>
        result.Examples.SelectMany(example => example.Texts.Select(text => (example, text)));

    private static IEnumerable<string> Remarks(SteerTextResult result)
    {
        foreach (JudgeRates judge in result.Judges)
        {
            yield return $"judge {judge.Judge}: on {judge.Accuracy.N} labelled texts it is right of {CellFormat.Share.Of(judge.Right.Value)} of "
                + $"{result.Towards}, {CellFormat.Share.Of(judge.OtherRight.Value)} of {result.Other}";
        }

        if (result.N > FewUnits)
        {
            SteerTextExample first = result.Examples[0];
            yield return $"for example, after {Shown(first.Prompt)}: "
                + $"{string.Join("; ", first.Texts.Select(text => $"{text.Setting}: {Shown(text.Text.Trim())}"))}";
        }

        foreach (SteerTextSetting[] draws in result.Settings.Where(setting => setting.Kind is TextSettingKind.Prompting or TextSettingKind.Instruction)
            .GroupBy(setting => (setting.Kind, setting.Aim)).Select(draws => draws.ToArray()).Where(draws => draws.Length > 1 && result.N > FewUnits))
        {
            double[] shares = [.. draws.Select(draw => draw.Judged[0].Towards.Value ?? 0)];
            yield return $"{draws[0].Name}: the first of {draws.Length} draws, of which {CellFormat.Share.Of(shares.Min())} to "
                + $"{CellFormat.Share.Of(shares.Max())} are {result.Towards}";
        }

        foreach (ChosenTextSetting best in result.Best)
        {
            string aim = best.Aim switch { > 0 => $"towards {result.Towards}", < 0 => $"towards {result.Other}", _ => "flipped" };
            yield return $"best {aim} on one half of the prompts: {best.Name}; on the other half {CellFormat.Share.Of(best.HeldOut.Value)} succeed"
                + (best.Unsteered is { } unsteered ? $", without steering {CellFormat.Share.Of(unsteered.Value)}" : "");
        }

        if (result.Operation == SteerOperation.Flip && result.KeepsClass is [{ Value: not null } kept, ..])
        {
            yield return $"without steering, {CellFormat.Share.Of(kept.Value)} of the {kept.N} texts that judge {result.Judges[0].Judge} could tell are of "
                + "their prompt's own class: where that is chance, a flip finds nothing to turn";
        }

        foreach (SteerTextSetting flip in result.Settings.Where(setting =>
            setting.Kind == TextSettingKind.Direction && setting.Judged[0].FromTowards is { Value: not null }))
        {
            JudgedTexts own = flip.Judged[0];
            yield return $"{flip.Name}: of {result.Towards} texts {CellFormat.Share.Of(own.FromTowards!.Value)} become {result.Other}, of {result.Other} ones "
                + $"{CellFormat.Share.Of(own.FromOther?.Value)} {result.Towards}; a mere push makes one of the two large";
        }

        foreach (string line in s_beside.SelectMany(beside => Beside(result, beside.Name, beside.Of)))
        {
            yield return line;
        }
    }

    private static IEnumerable<string> Beside(SteerTextResult result, string name, Func<JudgedTexts, EqualCost?> of)
    {
        foreach ((SteerTextSetting setting, JudgedTexts own) in result.Settings.Where(setting => result.Best.Any(best => best.Name == setting.Name))
            .SelectMany(setting => setting.Judged.Select(own => (setting, own))).Where(pair => of(pair.own) is { Draws: > 0 }))
        {
            EqualCost equal = of(own)!;
            yield return $"{setting.Name}, judge {own.Judge}: effect {CellFormat.Share.Of(own.Effect?.Value)}; {name} at the same KL "
                + $"{CellFormat.Share.Of(equal.Mean)}"
                + (equal.Draws > 1 ? $" ({CellFormat.Share.Of(equal.Low)} to {CellFormat.Share.Of(equal.High)} over {equal.Draws})" : "");
        }
    }

    private static readonly (string Name, Func<JudgedTexts, EqualCost?> Of)[] s_beside =
    [
        ("random directions", own => own.RandomAtEqualKl),
        ("shuffled labels", own => own.ShuffledAtEqualKl),
        ("demonstrations", own => own.PromptingAtEqualKl),
        ("an instruction", own => own.InstructionAtEqualKl),
    ];

    private static string Shown(string text) => $"\"{text.ReplaceLineEndings(" / ")}\"";

    private static EstimateHeadings Headings(string name, string n) => new(name + "_low", name + "_high", n);
}
