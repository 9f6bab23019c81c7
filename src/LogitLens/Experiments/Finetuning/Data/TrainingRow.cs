using LogitLens.Training;

namespace LogitLens.Experiments.Finetuning;

/// <summary>One example as tokens.</summary>
/// <param name="Id">The example's id.</param>
/// <param name="Prompt">What comes before the label, or the whole text where nothing comes after it.</param>
/// <param name="Target">The label's or the answer's tokens; empty where there are none.</param>
/// <param name="Label">The label; null where there is none.</param>
internal sealed record TrainingRow(string Id, int[] Prompt, int[] Target, int? Label)
{
    /// <summary>Prompt and target.</summary>
    public int[] Whole => [.. Prompt, .. Target];

    /// <summary>The sequence of a class.</summary>
    /// <param name="weight">How much it counts.</param>
    public TrainingSequence OfClass(float weight) => TrainingSequence.OfClass(Prompt, Label!.Value, weight);

    /// <summary>The sequence of which the target alone is predicted.</summary>
    /// <param name="weight">How much each of its tokens counts.</param>
    public TrainingSequence OfTarget(float weight) =>
        new(Whole, [.. Enumerable.Repeat(0f, Prompt.Length), .. Enumerable.Repeat(weight, Target.Length)]);
}
