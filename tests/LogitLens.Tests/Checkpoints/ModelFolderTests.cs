using LogitLens.Checkpoints;
using LogitLens.TestSupport;
using LogitLens.Tests.Checkpoints.Pytorch;

namespace LogitLens.Tests.Checkpoints;

public sealed class ModelFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Safetensors_is_preferred_to_PyTorchs_format()
    {
        _folder.WriteTorchFile(TorchState("bin"), [new byte[4]]);
        string safe = _folder.WriteVectors("model.safetensors", ("safe", 1));

        using Checkpoint checkpoint = ModelFolder.OpenCheckpoint(_folder.Path);

        Assert.Equal(safe, checkpoint.Path);
        Assert.Equal([safe], ModelFolder.WeightPaths(checkpoint));
    }

    [Fact]
    public void PyTorchs_format_is_found_whole_or_in_shards()
    {
        string whole = _folder.WriteTorchFile(TorchState("a"), [new byte[4]]);
        using (Checkpoint checkpoint = ModelFolder.OpenCheckpoint(_folder.Path))
        {
            Assert.Contains("a", checkpoint.Tensors.Keys);
        }

        File.Move(whole, _folder.File("pytorch_model-00001-of-00001.bin"));
        _folder.Write("pytorch_model.bin.index.json", """{"weight_map":{"a":"pytorch_model-00001-of-00001.bin"}}""");
        using (Checkpoint checkpoint = ModelFolder.OpenCheckpoint(_folder.Path))
        {
            Assert.Equal([_folder.File("pytorch_model-00001-of-00001.bin")], checkpoint.Files);
        }
    }

    [Fact]
    public void A_folder_without_weights_lists_what_was_looked_for()
    {
        Assert.Equal(
            $"{_folder.Path}: no weights found; looked for model.safetensors, model.safetensors.index.json, pytorch_model.bin, pytorch_model.bin.index.json",
            Assert.Throws<InputException>(() => ModelFolder.OpenCheckpoint(_folder.Path)).Message);
        Assert.Contains("no such folder", Assert.Throws<InputException>(() => ModelFolder.OpenCheckpoint(_folder.File("none"))).Message);
    }

    private static byte[] TorchState(string name) =>
        TorchFile.StateDict(items => items.Text(name).Tensor("FloatStorage", "0", 1, 0, [1], [1]));
}
