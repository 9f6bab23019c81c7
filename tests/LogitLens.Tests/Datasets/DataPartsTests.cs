using LogitLens.Datasets;
using LogitLens.Statistics;

namespace LogitLens.Tests.Datasets;

public sealed class DataPartsTests
{
    [Theory]
    [InlineData(100, 2)]
    [InlineData(97, 3)]
    [InlineData(1000, 5)]
    public void Without_groups_each_class_has_its_share_in_each_part(int count, int classes)
    {
        int[] labels = [.. Enumerable.Range(0, count).Select(i => i * i % classes)];
        double[] shares = [0.6, 0.15, 0.25];

        int[] parts = DataParts.Divide(labels, [.. Enumerable.Range(0, count)], shares, new SeededRandom(1));

        foreach (IGrouping<int, int> ofClass in Enumerable.Range(0, count).GroupBy(i => labels[i]))
        {
            for (int part = 0; part < 3; part++)
            {
                Assert.InRange(ofClass.Count(i => parts[i] == part) - (shares[part] * ofClass.Count()), -1, 1);
            }
        }
    }

    [Fact]
    public void A_group_is_in_one_part()
    {
        SeededRandom random = new(2);
        int[] labels = [.. Enumerable.Range(0, 300).Select(_ => random.Next(2))], groups = [.. Enumerable.Range(0, 300).Select(_ => random.Next(40))];

        int[] parts = DataParts.Divide(labels, groups, [0.5, 0.5], random);

        Assert.All(Enumerable.Range(0, 300).GroupBy(i => groups[i]), group => Assert.Single(group.Select(i => parts[i]).Distinct()));
        Assert.InRange(parts.Count(part => part == 0), 130, 170);
    }

    [Fact]
    public void What_has_one_name_is_in_one_part_and_what_has_none_stands_alone()
    {
        int[] labels = [.. Enumerable.Range(0, 80).Select(i => i % 2)];
        string?[] nouns = [.. Enumerable.Range(0, 80).Select(i => i < 40 ? $"noun {i / 10}" : null)];

        int[] parts = DataParts.Divide(labels, nouns, [0.5, 0.5], new SeededRandom(3));

        Assert.All(Enumerable.Range(0, 40).GroupBy(i => nouns[i]), noun => Assert.Single(noun.Select(i => parts[i]).Distinct()));
        Assert.Equal((40, 20), (parts.Count(part => part == 0), parts.Skip(40).Count(part => part == 0)));
        Assert.Equal(20, labels.Zip(parts).Count(pair => pair is (0, 0)));
    }

    [Fact]
    public void The_seed_decides()
    {
        int[] labels = [.. Enumerable.Range(0, 50).Select(i => i % 2)], groups = [.. Enumerable.Range(0, 50)];
        int[] Divide(long seed) => DataParts.Divide(labels, groups, [0.5, 0.5], new SeededRandom(seed));

        Assert.Equal(Divide(7), Divide(7));
        Assert.NotEqual(Divide(7), Divide(8));
    }

    [Fact]
    public void What_belongs_together_by_any_name_is_one_group()
    {
        int[] groups = DataParts.Join(6, ["a", "b", "a", "c", "d", "e"], [null, "x", null, "x", "y", null]);

        Assert.Equal(groups[0], groups[2]);
        Assert.Equal(groups[1], groups[3]);
        Assert.Equal(4, groups.Distinct().Count());
    }

    [Fact]
    public void Pairs_join_what_names_do_not()
    {
        int[] groups = DataParts.Join(6, [(0, 3), (4, 3)], ["a", "b", "a", null, null, null]);

        Assert.Equal([0, 1, 0, 0, 0, 2], Clusters.Number(groups.Select(root => $"{root}")));
    }
}
