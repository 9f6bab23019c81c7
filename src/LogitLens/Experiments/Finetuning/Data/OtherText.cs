using LogitLens.Experiments.Evaluation;
using LogitLens.Models;
using LogitLens.Training;

namespace LogitLens.Experiments.Finetuning;

/// <summary>The perplexity of a text that is not learnt from: what it rises by is forgetting.</summary>
internal static class OtherText
{
    /// <summary>The perplexity, by windows of the model's context that move by half of it, as <c>interp evaluate --task perplexity</c> has it.</summary>
    /// <param name="model">The model.</param>
    /// <param name="tokens">The text, two tokens or more.</param>
    public static double Perplexity(Transformer model, int[] tokens)
    {
        int context = model.Config.ContextLength;
        TrainingSequence[] windows =
        [
            .. TextWindow.Over(tokens.Length, context, Math.Max(1, context / 2)).Select(window => new TrainingSequence(
                tokens[window.Start..window.End],
                [.. Enumerable.Repeat(0f, window.ScoredFrom - window.Start), .. Enumerable.Repeat(1f, window.Scored)])),
        ];
        ITrainingObjective objective = new NextTokenObjective();
        return Math.Exp(objective.Mean(model, windows, LengthBatches.UsefulTokens(LengthBatches.IsCuda(model.Device))));
    }
}
