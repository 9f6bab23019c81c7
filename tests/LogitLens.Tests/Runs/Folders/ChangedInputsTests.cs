using System.Text.Json.Nodes;
using LogitLens.Checkpoints;
using LogitLens.Experiments.Finetuning;
using LogitLens.Models;
using LogitLens.Runs;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Runs.Folders;

public sealed class ChangedInputsTests : IDisposable
{
    private static readonly string s_other = new('0', 64);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Data_of_other_contents_are_a_change_and_those_that_are_gone_are_none()
    {
        string data = _folder.Write("d.csv", "text,label\n");
        RunManifest run = Run(new() { ["dataset"] = data });

        Assert.Equal("--dataset " + data, ChangedInputs.In(run with { Inputs = new() { Dataset = Read(s_other) } }));
        Assert.Null(ChangedInputs.In(run with { Inputs = new() { Dataset = Read(FileHash.Sha256(data)) } }));
        File.Delete(data);
        Assert.Null(ChangedInputs.In(run with { Inputs = new() { Dataset = Read(s_other) } }));
    }

    [Fact]
    public void Data_that_were_read_with_further_files_have_the_hash_of_all_which_is_no_change_of_the_first()
    {
        string data = _folder.Write("d.csv", "text,label\n"), also = _folder.Write("e.csv", "text,label\n");
        RunInputs inputs = new() { Dataset = Read(s_other), Files = [new FileInput("also", also, FileHash.Sha256(also))] };
        RunManifest run = Run(new() { ["dataset"] = data, ["also"] = new JsonArray(also) }) with { Inputs = inputs };

        Assert.Null(ChangedInputs.In(run));
        File.AppendAllText(also, "fine,1\n");
        Assert.Equal("--also " + also, ChangedInputs.In(run));
    }

    [Fact]
    public void A_model_that_was_written_after_a_run_that_was_killed_is_another()
    {
        string model = _folder.File("model");
        using (Transformer made = SmallModel.Create())
        {
            ModelFolderWriter.Write(model, made.Config, made.Weights, tokenizer: null);
        }

        RunManifest killed = Run(new() { ["model"] = model }) with
        {
            State = RunState.Running,
            Started = DateTimeOffset.UnixEpoch,
            Inputs = new() { Model = new ModelInput("model", s_other, null, Bos: false) },
        };

        Assert.Null(killed.Finished);
        Assert.Equal("--model " + model, ChangedInputs.In(killed));
    }

    [Fact]
    public void Within_a_folder_no_other_change_counts()
    {
        string outside = _folder.Write("d.csv", "text,label\n"), inside = _folder.Write("run/direction.json", "{}");
        RunManifest run = Run(new() { ["dataset"] = outside }) with { Inputs = new() { Dataset = Read(s_other) } };

        Assert.Null(ChangedInputs.Within(run, _folder.File("run")));
        Assert.Equal(
            "--direction " + inside,
            ChangedInputs.Within(run with { Inputs = run.Inputs! with { Files = [new FileInput("direction", inside, s_other)] } }, _folder.File("run")));
    }

    private static DatasetInput Read(string sha256) => new("d", "d", sha256, 1);

    private static RunManifest Run(JsonObject options) => new()
    {
        Command = "evaluate",
        CommandLine = ["evaluate"],
        Options = options,
        Tool = new ToolVersion("1.0.0", null),
    };
}
