using LogitLens.Experiments.Inputs;
using LogitLens.Experiments.Sweeps;

namespace LogitLens.Experiments.HeadAblation.Questions;

/// <summary>Options that have no meaning for the data at hand, and would otherwise be ignored without a word.</summary>
internal static class UnfitOptions
{
    /// <summary>Refuses the first one that was given.</summary>
    /// <param name="options">The options.</param>
    /// <param name="questions">Whether the data are questions with exact answers.</param>
    /// <exception cref="InputException">One was given; the message names it and says why.</exception>
    public static void Refuse(HeadAblationOptions options, bool questions)
    {
        if (!questions)
        {
            if (options.Answers.MaxNewTokens != AnswerOptions.DefaultMaxNewTokens)
            {
                throw new InputException(
                    "--max-new-tokens is for questions, whose answers are written out; the answers here are labels: leave it out");
            }

            return;
        }

        string data = ShownName.Of(options.Data.Dataset);
        AblationOptions ablation = options.Ablation;
        (bool IsGiven, string Option, string Why)[] unfit =
        [
            (options.Patch.IsGiven, "--corrupt", "swaps labels or labelled texts, and questions have none"),
            (ablation.Screen is not null || ablation.Screens, "--screen and --screens", "estimate effects on a logit difference of labels"),
            (ablation.Cumulative is not null, "--cumulative", "chooses heads by a logit difference of labels"),
            (
                ablation.Metric != EffectMetric.LogitDifference, "--metric",
                "is about labels; the exact answer and its log-probability are both measured"),
            (
                ablation.Method == AblationMethod.Resample, "--method resample",
                "takes activations of other prompts, which have none for new tokens; use zero or mean"),
            (
                ablation.MeanOver == MeanScope.Position, "--mean-over position",
                "has no means for the positions of new tokens; use dataset"),
            (
                ablation.Positions != SweptPositions.All, "--positions",
                "limits an edit to the prompt, and here it holds for every new token too; use all"),
        ];
        if (Array.Find(unfit, each => each.IsGiven) is { IsGiven: true } found)
        {
            throw new InputException($"{data} holds questions, whose answers are written out: {found.Option} {found.Why}");
        }
    }
}
