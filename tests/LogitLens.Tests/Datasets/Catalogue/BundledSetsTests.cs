using LogitLens.Datasets;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Datasets.Catalogue;

/// <summary>The sets that come with the program open by their names, whole.</summary>
public class BundledSetsTests
{
    private static readonly string s_folder = Path.Combine(SharedFiles.RepositoryRoot, "datasets");

    public static TheoryData<string> WithExamples => [.. Names(entry => entry.Task != TaskKind.MinimalPairs)];

    public static TheoryData<string> WithPairs => [.. Names(entry => entry.Task == TaskKind.MinimalPairs)];

    [Theory]
    [MemberData(nameof(WithExamples))]
    public void Every_split_opens_without_a_skipped_row(string name)
    {
        DatasetCatalogue catalogue = Open();

        foreach (string split in DatasetCatalogue.Find(name)!.Splits)
        {
            Dataset dataset = catalogue.Open(new DatasetRequest(name) { Split = split });

            Assert.Empty(dataset.Origin.Skipped);
            Assert.DoesNotContain(0, dataset.LabelCounts());
        }
    }

    [Theory]
    [MemberData(nameof(WithExamples))]
    public void Four_demonstrations_leave_rows_to_evaluate(string name)
    {
        EvaluationData data = Open().OpenForEvaluation(new DatasetRequest(name), new DemonstrationPlan(4), seed: 0);

        Assert.NotEmpty(data.Evaluated.Examples);
        Assert.Equal(4, DemonstrationDraw.Draw(data.Pool, 4, seed: 0).Count);
    }

    [Theory]
    [MemberData(nameof(WithPairs))]
    public void Pairs_open_without_a_skipped_row(string name)
    {
        Assert.Empty(Open().OpenPairs(new DatasetRequest(name)).Origin.Skipped);
    }

    private static IEnumerable<string> Names(Func<CatalogueEntry, bool> wanted) =>
        DatasetCatalogue.Entries.Where(entry => entry.IsBundled && wanted(entry)).Select(entry => entry.Name);

    private static DatasetCatalogue Open()
    {
        Assert.SkipUnless(Directory.Exists(s_folder), "needs the repository's datasets folder");
        return new DatasetCatalogue(s_folder, cacheFolder: s_folder);
    }
}
