using LogitLens.Datasets;
using LogitLens.Statistics;

namespace LogitLens.Experiments.Probes;

/// <summary>Divides texts into what probes are fitted on, what chooses the layer, and what is tested on, so that nothing leaks from one to another.</summary>
internal static class ProbeDivision
{
    private const double UsualTestShare = 0.25;

    /// <summary>
    /// Of a train split, part of which chooses the layer, and a split that is tested on whole. What the two have in common is left out of the first.
    /// </summary>
    public static ProbeData OfSplits(LabelledTexts train, LabelledTexts test, ProbeTrainOptions options)
    {
        LabelledTexts texts = train.And(test);
        TextOverlap overlap = TextOverlap.Of(texts);
        int[] groups = Together(texts, overlap, options);
        int same = 0, partly = 0;
        List<int> kept = [];
        HashSet<string> tested = [.. test.Tokens.Select(ProbeData.Key)];
        bool[] repeats = overlap.Repeating(train.Tokens.Count), touches = overlap.Touching(train.Tokens.Count);
        for (int text = 0; text < train.Tokens.Count; text++)
        {
            if (repeats[text] || tested.Contains(ProbeData.Key(train.Tokens[text])))
            {
                same++;
            }
            else if (touches[text])
            {
                partly++;
            }
            else
            {
                kept.Add(text);
            }
        }

        int[] parts = kept.Count == 0 ? [] : DataParts.Divide(
            [.. kept.Select(text => train.Classes[text])], [.. kept.Select(text => groups[text])], [1 - options.ValidationShare, options.ValidationShare],
            new SeededRandom(options.Run.Seed, "validation part"));
        ProbePart[] all = [.. Enumerable.Repeat(ProbePart.Duplicate, train.Tokens.Count), .. Enumerable.Repeat(ProbePart.Test, test.Tokens.Count)];
        for (int k = 0; k < kept.Count; k++)
        {
            all[kept[k]] = (ProbePart)parts[k];
        }

        return Divided(texts, all, groups, overlap, same, partly);
    }

    /// <summary>Of one set of texts: three parts, each class in its share, and what belongs together in one of them.</summary>
    public static ProbeData OfOne(LabelledTexts texts, ProbeTrainOptions options)
    {
        TextOverlap overlap = TextOverlap.Of(texts);
        int[] groups = Together(texts, overlap, options);
        double share = options.TestShare ?? UsualTestShare, rest = 1 - share;
        int[] parts = DataParts.Divide(
            texts.Classes, groups, [rest * (1 - options.ValidationShare), rest * options.ValidationShare, share],
            new SeededRandom(options.Run.Seed, "parts"));
        return Divided(texts, [.. parts.Select(part => (ProbePart)part)], groups, overlap);
    }

    private static ProbeData Divided(LabelledTexts texts, ProbePart[] parts, int[] groups, TextOverlap overlap, int same = 0, int partly = 0) =>
        new(texts, parts, groups)
        {
            IsClustered = overlap.Any || texts.Dataset.Examples.Any(example => example.Cluster is not null),
            Duplicates = DuplicateTexts.Of([.. texts.Tokens.Select(ProbeData.Key)], same) with
            {
                PartsLeftOut = partly,
                Phrases = overlap.CountTogether(parts),
            },
        };

    // [text] the number of its group: the same texts, however they are spelled, clusters, and phrases with their sentences.
    private static int[] Together(LabelledTexts texts, TextOverlap overlap, ProbeTrainOptions options)
    {
        _ = ExampleClusters.Of(texts.Dataset, options.Data.Cluster);
        string?[] same = [.. texts.Tokens.Select(ProbeData.Key)], together = [.. texts.Dataset.Examples.Select(example => example.Cluster)];
        int[] roots = DataParts.Join(texts.Tokens.Count, overlap.Pairs, same, overlap.Spelled, together);
        return Clusters.Number(roots.Select(root => $"{root}"));
    }
}
