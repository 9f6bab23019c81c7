using LogitLens.Experiments.Sweeps;
using LogitLens.Options;

namespace LogitLens.Experiments.HeadAblation;

/// <summary>Makes the prompts of a run from a dataset: alone, or each with the prompt that patches come from.</summary>
internal static class AblationData
{
    /// <summary>Reads the data.</summary>
    /// <exception cref="InputException">Data or options are wrong.</exception>
    public static SweptDraws Open(ModelSource source, HeadAblationOptions options) => options.Patch.Pairs is { } pairs
        ? new SweptDraws([PairFile.Read(pairs, source, options)])
        : FromDataset(source, options);

    /// <summary>An example with the run that is patched and the one that patches come from, told clean from corrupted.</summary>
    internal static SweptExample Pair(SweptExample clean, SweptExample corrupted, PatchDirection direction) => direction == PatchDirection.Noise
        ? clean with { SourceIds = corrupted.Ids }
        : clean with { Ids = corrupted.Ids, Spans = corrupted.Spans, Demonstrations = corrupted.Demonstrations, SourceIds = clean.Ids };

    private static SweptDraws FromDataset(ModelSource source, HeadAblationOptions options)
    {
        bool wrongDemonstrations = options.Patch.Corrupt == Corruption.Demos;
        PromptOptions prompts = wrongDemonstrations ? options.Prompts with { Demos = ["correct", "incorrect"] } : options.Prompts;
        ClassificationTask task = ClassificationTask.Open(source, options.Data, prompts, options.Run.Seed);
        ConditionPrompts[] draws = SweptTask.Draws(task);
        ConditionPrompts[] wrong = wrongDemonstrations ? SweptTask.Draws(task, 1) : draws;
        return new SweptDraws([.. draws.Zip(wrong, (own, other) => SweptTask.ToData(task, own, Examples(task, own, other, options)))]);
    }

    private static SweptExample[] Examples(ClassificationTask task, ConditionPrompts prompts, ConditionPrompts wrong, HeadAblationOptions options)
    {
        SweptExample[] clean = SweptTask.Examples(task, prompts);
        return options.Patch.Corrupt switch
        {
            Corruption.Demos => [.. clean.Zip(SweptTask.Examples(task, wrong), (example, other) => Pair(example, other, options.Patch.Direction))],
            Corruption.Text => WithDonors(clean, otherClass: true, options.Run.Seed, (example, donor) => Pair(example, donor, options.Patch.Direction)),
            _ when options.Ablation.Method == AblationMethod.Resample =>
                WithDonors(clean, otherClass: false, options.Run.Seed, (example, donor) => example with { SourceIds = donor.Ids }),
            _ => clean,
        };
    }

    private static SweptExample[] WithDonors(SweptExample[] examples, bool otherClass, long seed, Func<SweptExample, SweptExample, SweptExample> pair)
    {
        int[] donors = Donors.Draw([.. examples.Select(e => e.Ids.Length)], [.. examples.Select(e => e.Label)], otherClass, seed);
        return [.. examples.Select((example, index) => pair(example, examples[donors[index]]) with { OtherId = examples[donors[index]].Id })];
    }
}
