using LogitLens.Datasets;
using LogitLens.Experiments;
using LogitLens.Experiments.Probes;
using LogitLens.Options;

namespace LogitLens.Tests.Experiments.Probes;

public sealed class ProbeDivisionTests
{
    [Fact]
    public void What_a_train_split_has_in_common_with_the_tested_one_is_left_out_and_counted()
    {
        string[] further = [.. Enumerable.Range(0, 10).Select(i => $"word{i} other{i}")];
        LabelledTexts train = Texts(
            "train",
            [
                "a good film with heart", "good film with heart", "good film with heart", "they say the worst of all films",
                "we know they say the worst of all films ever", .. further,
            ]);
        LabelledTexts test = Texts("test", ["a good film with heart", "the worst of all"]);

        ProbeData data = ProbeDivision.OfSplits(train, test, new ProbeTrainOptions { ValidationShare = 0.2 });

        // The same text; a part of a tested one, twice; one that has a tested one in it, and one that has that one in it.
        Assert.Equal([0, 1, 2, 3, 4], data.Of(ProbePart.Duplicate));
        Assert.Equal((1, 4), (data.Duplicates.LeftOut, data.Duplicates.PartsLeftOut));
        Assert.Equal((8, 2), (data.Of(ProbePart.Train).Length, data.Of(ProbePart.Validation).Length));
        Assert.Equal([15, 16], data.Of(ProbePart.Test));
    }

    [Fact]
    public void A_training_text_that_says_the_same_in_other_letters_or_with_other_spaces_is_left_out()
    {
        string[] further = [.. Enumerable.Range(0, 10).Select(i => $"word{i} other{i}")];
        LabelledTexts train = Texts("train", ["A Good film with heart", "a good  film with heart", "Superb", "Good Film", .. further]);
        LabelledTexts test = Texts("test", ["a good film with heart", "superb"]);

        ProbeData data = ProbeDivision.OfSplits(train, test, new ProbeTrainOptions { ValidationShare = 0.2 });

        Assert.Equal([0, 1, 2, 3], data.Of(ProbePart.Duplicate));
        Assert.Equal((3, 1), (data.Duplicates.LeftOut, data.Duplicates.PartsLeftOut));
    }

    [Fact]
    public void Phrases_are_counted_that_are_in_one_part_with_their_sentences()
    {
        // A phrase and a sentence are left out, since a tested text has the one and is in the other; of the phrases of that sentence and of others' those
        // two count that are with theirs.
        string[] further = [.. Enumerable.Range(0, 10).Select(i => $"word{i} other{i}")];
        LabelledTexts train = Texts(
            "train",
            [
                "the film that we saw", "they say the film that we saw last week", "last week", "a tale of two dogs", "two dogs",
                "it is superb acting all along", "all along", .. further,
            ]);
        LabelledTexts test = Texts("test", ["well the film that we saw", "superb acting"]);

        ProbeData data = ProbeDivision.OfSplits(train, test, new ProbeTrainOptions { ValidationShare = 0.2 });

        Assert.Equal([0, 5], data.Of(ProbePart.Duplicate));
        Assert.Equal(2, data.Duplicates.PartsLeftOut);
        Assert.Equal(2, data.Duplicates.Phrases);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Texts_that_differ_in_case_or_spaces_alone_are_in_one_part_and_so_are_phrases_of_them(int seed)
    {
        string[] sentences = [.. Enumerable.Range(0, 40).Select(i => $"film{i} is quite{i} as the people{i} say")];
        string[] texts =
        [
            .. sentences,
            .. sentences.Take(20).Select(sentence => sentence.ToUpperInvariant()),
            .. sentences.Skip(20).Select(sentence => string.Join(' ', sentence.Split(' ')[..4])),
            .. sentences.Skip(20).Select(sentence => string.Join("  ", sentence.Split(' ')[..4]).ToUpperInvariant()),
        ];

        ProbeData data = ProbeDivision.OfOne(Texts("all", texts), new ProbeTrainOptions { TestShare = 0.4, Run = new RunOptions { Seed = seed } });

        Assert.All(Enumerable.Range(0, 40), place => Assert.Equal(data.Parts[place], data.Parts[40 + place]));
        Assert.All(Enumerable.Range(20, 20), place => Assert.Equal(data.Parts[place], data.Parts[60 + place]));
        Assert.Equal(40, data.Groups.Distinct().Count());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void What_belongs_together_by_text_phrase_or_cluster_is_in_one_part(int seed)
    {
        string[] sentences = [.. Enumerable.Range(0, 40).Select(i => $"film{i} is quite{i} as the people{i} say")];
        string[] texts = [.. sentences, .. sentences.Take(10), .. sentences.Skip(10).Take(10).Select(sentence => string.Join(' ', sentence.Split(' ')[..4]))];
        LabelledTexts all = Texts("all", texts, place => place is >= 20 and < 40 ? $"cluster {place / 4}" : null);

        ProbeData data = ProbeDivision.OfOne(all, new ProbeTrainOptions { TestShare = 0.4, Run = new RunOptions { Seed = seed } });

        Assert.All(Enumerable.Range(0, 10), place => Assert.Equal(data.Parts[place], data.Parts[40 + place]));
        Assert.All(Enumerable.Range(0, 10), place => Assert.Equal(data.Parts[10 + place], data.Parts[50 + place]));
        Assert.All(Enumerable.Range(5, 5), cluster => Assert.Single(data.Parts[(4 * cluster)..((4 * cluster) + 4)].Distinct()));
        Assert.Equal((20, 10, 10), (data.Duplicates.Texts, data.Duplicates.Sets, data.Duplicates.Phrases));
        Assert.InRange(data.Of(ProbePart.Test).Length, 20, 28);
        Assert.NotEmpty(data.Of(ProbePart.Validation));
    }

    // Negative and positive in turn; a token a word.
    private static LabelledTexts Texts(string split, IReadOnlyList<string> texts, Func<int, string?>? cluster = null)
    {
        Example[] examples = [.. texts.Select((text, place) =>
            new Example($"{split}:{place}", text, new RowSource("x.tsv", place + 1, place + 1)) { Label = place % 2, Cluster = cluster?.Invoke(place) })];
        Dataset dataset = new(new DataOrigin("films", split, [new DataFile("x.tsv", 1, "00")], examples.Length, []), examples, LabelSet.Sentiment);
        return new LabelledTexts(dataset, LabelSet.Sentiment, [.. texts.Select(text => text.Split(' ').Select(WordNumber).ToArray())], CutTexts: 0);
    }

    private static int WordNumber(string word) => word.Aggregate(0, (number, letter) => (number * 131) + letter);
}
