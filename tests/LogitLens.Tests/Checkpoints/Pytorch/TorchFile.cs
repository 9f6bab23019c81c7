using System.IO.Compression;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Checkpoints.Pytorch;

/// <summary>The zip archives that torch.save writes, in small.</summary>
internal static class TorchFile
{
    /// <summary>Writes an archive of a pickle and the storages <c>data/0</c>, <c>data/1</c>, ...</summary>
    public static string WriteTorchFile(
        this TemporaryFolder folder,
        byte[] pickle,
        byte[][] storages,
        string name = "pytorch_model.bin",
        CompressionLevel compression = CompressionLevel.NoCompression,
        string byteOrder = "little")
    {
        string path = folder.File(name);
        using FileStream stream = File.Create(path);
        using ZipArchive zip = new(stream, ZipArchiveMode.Create);
        Add("data.pkl", pickle);
        Add("byteorder", System.Text.Encoding.ASCII.GetBytes(byteOrder));
        for (int i = 0; i < storages.Length; i++)
        {
            Add($"data/{i}", storages[i]);
        }

        return path;

        void Add(string entry, byte[] bytes)
        {
            using Stream target = zip.CreateEntry("archive/" + entry, compression).Open();
            target.Write(bytes);
        }
    }

    /// <summary>A state dict's pickle: what <paramref name="addItems"/> writes (names and tensors) becomes its items.</summary>
    public static byte[] StateDict(Action<PickleBytes> addItems)
    {
        PickleBytes pickle = new PickleBytes().Global("collections", "OrderedDict").Opcode(')').Opcode('R').Opcode('(');
        addItems(pickle);
        return pickle.Opcode('u').Stop();
    }
}
