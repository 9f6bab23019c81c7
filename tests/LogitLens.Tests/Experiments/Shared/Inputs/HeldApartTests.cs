using LogitLens.Datasets;
using LogitLens.Experiments;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Experiments.Inputs;

public sealed class HeldApartTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly DatasetCatalogue _catalogue;

    public HeldApartTests()
    {
        _catalogue = new DatasetCatalogue(_folder.File("bundled"), _folder.File("cache"));
        _folder.Write("emotion/train.txt", "i feel glad;joy\ni feel low;sadness\n");
        _folder.Write("emotion/val.txt", "i feel merry;joy\n");
        _folder.Write("emotion/test.txt", "i feel blue;sadness\ni feel fine;joy\n");
        _folder.Write("sst2/train.tsv", "sentence\tlabel\na fine film\t1\n");
        _folder.Write("sst2/dev.tsv", "sentence\tlabel\na dull film\t0\n");
        _folder.Write("sst2/test.tsv", "index\tsentence\n0\tan odd film\n");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Unless_it_is_said_dev_is_looked_at_and_test_is_kept_for_the_end()
    {
        (Dataset? validation, Dataset? test, string? remark) = HeldApart.Find(_catalogue, Learnt("emotion"), null, null);

        Assert.Equal(("dev", 1), (validation!.Split, validation.Examples.Count));
        Assert.Equal(("test", 2), (test!.Split, test.Examples.Count));
        Assert.Null(remark);
    }

    [Fact]
    public void A_test_split_without_labels_gives_way_to_the_validation_data_and_a_remark_says_so()
    {
        (Dataset? validation, Dataset? test, string? remark) = HeldApart.Find(_catalogue, Learnt("sst2"), null, null);

        Assert.Equal("dev", validation!.Split);
        Assert.Same(validation, test);
        Assert.StartsWith("the test split is not taken: ", remark, StringComparison.Ordinal);
    }

    [Fact]
    public void None_is_nothing_and_the_usual_test_stays()
    {
        (Dataset? validation, Dataset? test, string? _) = HeldApart.Find(_catalogue, Learnt("emotion"), new ApartChoice("none"), null);

        Assert.Null(validation);
        Assert.Equal("test", test!.Split);
        Assert.Null(HeldApart.Find(_catalogue, Learnt("emotion"), null, new ApartChoice("none")).Test);
    }

    [Fact]
    public void Another_split_or_a_file_of_the_same_classes_can_be_named()
    {
        string file = _folder.Write("mine.csv", "text,label\ni feel grand,joy\n");

        (Dataset? validation, Dataset? test, string? _) = HeldApart.Find(_catalogue, Learnt("emotion"), new ApartChoice("test"), new ApartChoice(file));

        Assert.Equal("test", validation!.Split);
        Assert.Equal("i feel grand", Assert.Single(test!.Examples).Text);
        Assert.Equal(Array.IndexOf([.. LabelSet.Emotion.Names], "joy"), test.Examples[0].Label);
    }

    [Fact]
    public void What_is_learnt_from_is_not_measured_on()
    {
        Assert.Equal("--validation train: that split is learnt from; take another", Refused("train", null));
        Assert.Equal("--test train: that split is learnt from; take another", Refused(null, "train"));
    }

    [Fact]
    public void A_name_that_is_neither_split_nor_file_is_refused_with_those_that_are()
    {
        Assert.Equal("--test tset: no such file, and the splits are train, dev, test", Refused(null, "tset"));
    }

    [Fact]
    public void A_file_without_labels_or_rows_is_refused()
    {
        string unlabelled = _folder.Write("ids.jsonl", """{"ids":[1,2]}""");
        string empty = _folder.Write("empty.csv", "text,label\n");

        Assert.Contains("no ", Refused(null, unlabelled), StringComparison.Ordinal);
        Assert.Contains("no usable rows", Refused(empty, null), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_ones_own_has_no_splits_so_nothing_is_apart_unless_it_is_named()
    {
        DatasetRequest own = new(_folder.Write("own.csv", "text,label\ngood,1\nbad,0\n"));

        Assert.Equal(new HeldApart(null, null, null), HeldApart.Find(_catalogue, own, null, null));
    }

    private DatasetRequest Learnt(string name) =>
        new(name) { DataDir = _folder.File(name), Split = "train", Labels = DatasetCatalogue.Find(name)!.Labels };

    private string Refused(string? validation, string? test) => Assert.Throws<InputException>(() => HeldApart.Find(
        _catalogue, Learnt("emotion"), validation is null ? null : new ApartChoice(validation), test is null ? null : new ApartChoice(test))).Message;
}
