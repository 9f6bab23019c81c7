using LogitLens.Experiments.Conditions;
using LogitLens.Experiments.Inputs;
using LogitLens.Experiments.Sweeps;
using LogitLens.Options;

namespace LogitLens.Experiments.HeadAblation;

/// <summary>Makes the prompts of a run from a dataset: alone, or each with the prompt that patches come from.</summary>
internal static class AblationData
{
    /// <summary>Reads the data.</summary>
    /// <exception cref="InputException">Data or options are wrong.</exception>
    public static SweptData Open(ModelSource source, HeadAblationOptions options) => options.Patch.Pairs is { } pairs
        ? PairFile.Read(pairs, source, options)
        : FromDataset(source, options);

    /// <summary>Examples with the run that is patched and the one that patches come from, told clean from corrupted.</summary>
    internal static SweptExample Pair(SweptExample clean, int[] corrupted, PatchDirection direction) => direction == PatchDirection.Noise
        ? clean with { SourceIds = corrupted }
        : clean with { Ids = corrupted, SourceIds = clean.Ids, Spans = null };

    private static SweptData FromDataset(ModelSource source, HeadAblationOptions options)
    {
        bool wrongDemonstrations = options.Patch.Corrupt == Corruption.Demos;
        PromptOptions prompts = wrongDemonstrations ? options.Prompts with { Demos = ["correct", "incorrect"] } : options.Prompts;
        ClassificationTask task = SweptTask.Open(source, options.Data, prompts, options.Run.Seed);
        SweptExample[] clean = SweptTask.Examples(task);
        SweptExample[] examples = options.Patch.Corrupt switch
        {
            Corruption.Demos => [.. clean.Zip(task.Conditions[1].Prompts, (example, other) => Pair(example, [.. other.Ids], options.Patch.Direction))],
            Corruption.Text => WithDonors(clean, otherClass: true, options.Run.Seed, (example, donor) => Pair(example, donor.Ids, options.Patch.Direction)),
            _ when options.Ablation.Method == AblationMethod.Resample =>
                WithDonors(clean, otherClass: false, options.Run.Seed, (example, donor) => example with { SourceIds = donor.Ids }),
            _ => clean,
        };
        return SweptTask.ToData(task, examples);
    }

    private static SweptExample[] WithDonors(SweptExample[] examples, bool otherClass, long seed, Func<SweptExample, SweptExample, SweptExample> pair)
    {
        int[] donors = Donors.Draw([.. examples.Select(e => e.Ids.Length)], [.. examples.Select(e => e.Label)], otherClass, seed);
        return [.. examples.Select((example, index) => pair(example, examples[donors[index]]) with { OtherId = examples[donors[index]].Id })];
    }
}
