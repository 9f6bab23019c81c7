using LogitLens.Datasets;
using LogitLens.Runs;
using LogitLens.Tables;

namespace LogitLens.Experiments.Finetuning;

/// <summary>A trained model's card: what it is, what it learnt from, how, and how well it does.</summary>
internal static class ModelCard
{
    /// <summary>The card as Markdown.</summary>
    /// <param name="options">How it was made.</param>
    /// <param name="data">What of.</param>
    /// <param name="result">What came of it.</param>
    /// <param name="model">Which of several models.</param>
    /// <param name="start">What the training began from: a name and the weights' hash.</param>
    public static string Of(FinetuneOptions options, FinetuneData data, FinetuneResult result, TrainingOutcome model, string start)
    {
        StringBuilder text = new();
        void Line(params FormattableString[] parts) => text.AppendJoin("", parts.Select(part => part.ToString(CultureInfo.InvariantCulture))).Append('\n');
        LearningOptions how = options.Training;
        string size = how.BatchTokens is { } tokens ? $"{tokens} tokens" : $"{how.BatchSize} sequences";
        Line($"# {ShownName.Of(options.Model.Model)} finetuned on {ShownName.Of(options.Data.Dataset)}");
        Line($"");
        Line($"A GPT-2 of {result.Parameters:N0} parameters, {Role(result)}, trained by interp {ToolVersion.Current}.");
        Line($"");
        Line($"- Started from: {start}.");
        Line($"- Learnt from: {Named(data.Training.Data)}; {result.Sequences} sequences.");
        Line($"- Wording of a prompt: `{result.Template.Replace("\n", "\\n", StringComparison.Ordinal)}`");
        Line(
            $"- Training: seed {model.Seed}, {model.Steps} steps ({result.StepsPerEpoch} an epoch) of {how.Accumulate} x {size}, ",
            $"{model.TrainedParameters:N0} parameters trained; the weights are those after step {model.KeptStep}.");
        Line(
            $"- AdamW: learning rate {how.LearningRate} ({how.Schedule.ToString().ToLowerInvariant()}, warm-up of {how.Warmup} steps), ",
            $"betas {how.Betas[0]} and {how.Betas[1]}, weight decay {how.WeightDecay} on {how.Decay.ToString().ToLowerInvariant()}, ",
            $"gradient norm clipped to {how.ClipNorm}, dropout {how.Dropout}, label smoothing {how.LabelSmoothing}.");
        foreach (string line in Measured(data, result, model))
        {
            Line($"- {line}");
        }

        foreach (string note in result.Notes)
        {
            Line($"- Note: {note}.");
        }

        return text.ToString();
    }

    private static string Role(FinetuneResult result) => result.Objective switch
    {
        FinetuneObjective.Head => $"which tells {string.Join(", ", result.Labels)} apart by a head on a text's last token",
        FinetuneObjective.Label => "which puts a label's word after a prompt",
        _ => "a language model",
    };

    private static IEnumerable<string> Measured(FinetuneData data, FinetuneResult result, TrainingOutcome model)
    {
        if (data.Validation is { } validation
            && result.Validation.LastOrDefault(point => point.Model == model.Model && point.Step == model.KeptStep) is { } point)
        {
            yield return $"Validation on {Named(validation.Data)}: loss "
                + $"{CellFormat.ThreeDecimals.Of(point.Loss)}{(point.Accuracy is null ? "" : $", accuracy {CellFormat.Share.Of(point.Accuracy)}")}.";
        }

        if (data.Test is { } test)
        {
            string accuracy = result.Test is not { } answers ? ""
                : $", accuracy {CellFormat.Share.Of(answers.Conditions[0].Metrics.Accuracy.Value)} (95%: "
                    + $"{CellFormat.Share.Of(answers.Conditions[0].Metrics.Accuracy.Interval)}{(result.Models.Count > 1 ? ", over all models" : "")})";
            yield return $"Test on {Named(test.Data)}: loss {CellFormat.ThreeDecimals.Of(model.TestLoss)}{accuracy}.";
        }

        if (model.PerplexityBefore is not null)
        {
            yield return $"Perplexity of another text: {CellFormat.TwoDecimals.Of(model.PerplexityBefore)} before, "
                + $"{CellFormat.TwoDecimals.Of(model.PerplexityAfter)} after.";
        }
    }

    private static string Named(Dataset data) => $"{data.Name} {data.Split}, {data.Examples.Count} examples, sha256 {data.Origin.Sha256}";
}
