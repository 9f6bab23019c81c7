using LogitLens.Datasets;

namespace LogitLens.Tests.Datasets;

/// <summary>Datasets made in memory.</summary>
internal static class Samples
{
    /// <summary>As many examples of each class as are named, in turn as long as there are some.</summary>
    public static Dataset Classified(LabelSet labels, params int[] counts)
    {
        List<Example> examples = new();
        int[] left = [.. counts];
        while (left.Any(n => n > 0))
        {
            for (int label = 0; label < left.Length; label++)
            {
                if (left[label]-- > 0)
                {
                    int row = examples.Count + 1;
                    examples.Add(new Example($"dev:{row}", $"text {row}", new RowSource("dev.tsv", row, row)) { Label = label });
                }
            }
        }

        return Of(examples, labels);
    }

    /// <summary>Questions "question 1" and on with answers 1 and on.</summary>
    public static Dataset Questions(int count) => Of(
        Enumerable.Range(1, count)
            .Select(row => new Example($"test:{row}", $"question {row}", new RowSource("q.jsonl", row, row)) { Answer = row.ToString() })
            .ToList(),
        labels: null);

    private static Dataset Of(List<Example> examples, LabelSet? labels) =>
        new(new DataOrigin("sample", "dev", [new DataFile("dev.tsv", 1, "00")], examples.Count, []), examples, labels);
}
